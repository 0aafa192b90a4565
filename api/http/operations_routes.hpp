// The routes every deployment has, whatever it serves: liveness, readiness, metrics, and the
// OpenAPI document. None needs credentials; none shows anything of a tenant.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/route.hpp"

namespace prometheus {
class Collectable;
}

namespace carnet::http {

struct operations_sources {
  /// Why the node should get no traffic; empty: ready. Short stable texts.
  std::function<std::vector<std::string>()> not_ready;
  /// What /metrics shows; asked in this order on every scrape.
  std::vector<std::shared_ptr<prometheus::Collectable>> metrics;
  /// The OpenAPI document; must outlive the server.
  std::string_view openapi;
};

/// Appends GET /healthz, /readyz, /metrics and /openapi.json.
void append_operations_routes(std::vector<route>& table, operations_sources sources);

}  // namespace carnet::http
