// The admin commands, each a handler of its own; api/admin/routes.cpp lists them by name.
#pragma once

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"

namespace carnet::admin {

// tenancy_commands.cpp
void create_organization_command(const service& app, http::request& in, http::exchange reply);
void create_project_command(const service& app, http::request& in, http::exchange reply);
void create_key_command(const service& app, http::request& in, http::exchange reply);
void revoke_key_command(const service& app, http::request& in, http::exchange reply);
void set_plan_command(const service& app, http::request& in, http::exchange reply);
void create_token_command(const service& app, http::request& in, http::exchange reply);
void revoke_token_command(const service& app, http::request& in, http::exchange reply);

// limits_command.cpp
void set_limits_command(const service& app, http::request& in, http::exchange reply);

// list_command.cpp
void list_command(const service& app, http::request& in, http::exchange reply);

// maintenance_commands.cpp
void digest_command(const service& app, http::request& in, http::exchange reply);
void add_partitions_command(const service& app, http::request& in, http::exchange reply);
void backup_command(const service& app, http::request& in, http::exchange reply);
void rotate_master_key_command(const service& app, http::request& in, http::exchange reply);

}  // namespace carnet::admin
