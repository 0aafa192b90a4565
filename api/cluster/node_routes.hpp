// The routes that nodes call each other on. They are no API: only a request with a valid mark finds
// them, and only nodes of one release are meant to.
#pragma once

#include <vector>

#include "api/http/route.hpp"
#include "api/service.hpp"
#include "producers/ingress/inbound_sink.hpp"

namespace carnet::cluster {

/// Followed by the sequence of a record of control: answered once the copy here has it.
inline constexpr std::string_view node_control_path = "/v1/nodes/control";

/// Appends GET /v1/nodes/control/{sequence}, POST /v1/nodes/mail and POST /v1/nodes/charges.
void append_node_routes(std::vector<http::route>& table, const service& app,
                        producers::inbound_sink& sink);

}  // namespace carnet::cluster
