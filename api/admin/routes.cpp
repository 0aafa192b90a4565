#include "api/admin/routes.hpp"

#include <algorithm>
#include <array>

#include "api/admin/commands.hpp"

namespace carnet::admin {
namespace {

struct named_command {
  std::string_view name;
  void (*run)(const service&, http::request&, http::exchange);
  bool of_each_node = false;  // tells of the node asked; others go to control's owner
};

constexpr std::array commands{
    named_command{"add-partitions", add_partitions_command},
    named_command{"backup", backup_command},
    named_command{"create-key", create_key_command},
    named_command{"create-organization", create_organization_command},
    named_command{"create-project", create_project_command},
    named_command{"create-token", create_token_command},
    named_command{"digest", digest_command, true},
    named_command{"list", list_command},
    named_command{"revoke-key", revoke_key_command},
    named_command{"revoke-token", revoke_token_command},
    named_command{"rotate-master-key", rotate_master_key_command},
    named_command{"set-limits", set_limits_command},
    named_command{"set-plan", set_plan_command},
};

void run_command(const service& app, http::request& in, http::exchange reply) {
  const std::string_view wanted = in.path_param("command");
  for (const auto& one : commands) {
    if (one.name == wanted) return one.run(app, in, std::move(reply));
  }
  reply.send(http::problem{http::error_code::not_found, "There is no such admin command."});
}

}  // namespace

bool is_of_each_node(const http::request& in) {
  const std::string_view wanted = in.path_param("command");
  return std::ranges::any_of(
      commands, [wanted](const auto& one) { return one.name == wanted && one.of_each_node; });
}

void append_routes(std::vector<http::route>& table, const service& app) {
  table.push_back(
      {.verb = http::method::post,
       .pattern = "/v1/admin/{command}",
       .handle = [&app](http::request& in,
                        http::exchange reply) { run_command(app, in, std::move(reply)); },
       .who = http::access::admin,
       .body = http::body_kind::json});
}

}  // namespace carnet::admin
