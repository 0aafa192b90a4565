// The routes every deployment has, whatever it serves: liveness, readiness, metrics, and the
// OpenAPI document. None needs credentials; none shows anything of a tenant.
#pragma once

#include <cstdint>
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

/// How a partition stands on this node, for an operator.
struct partition_health {
  std::uint32_t partition = 0;
  bool owned = false;    // this node answers for it
  bool granted = false;  // the group gave it to this node
  std::int64_t lag_messages = 0;
  std::string fenced_at;  // when this node took it last; empty: never
};

struct operations_sources {
  /// Why the node should get no traffic; empty: ready. Short stable texts.
  std::function<std::vector<std::string>()> not_ready;
  /// Shown beside the reasons; none on a log that no other node can share.
  std::function<std::vector<partition_health>()> partitions{};
  /// What /metrics shows; asked in this order on every scrape.
  std::vector<std::shared_ptr<prometheus::Collectable>> metrics;
  /// The OpenAPI document; must outlive the server.
  std::string_view openapi;
};

/// Appends GET /healthz, /readyz, /metrics and /openapi.json.
void append_operations_routes(std::vector<route>& table, operations_sources sources);

}  // namespace carnet::http
