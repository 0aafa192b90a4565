// /healthz says that the process answers; /readyz that it should get traffic. A load balancer that
// confuses the two restarts a node that is merely catching up.
#include "api/http/operations_routes.hpp"

#include <prometheus/collectable.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <sstream>

#include "api/http/json_writer.hpp"

namespace carnet::http {
namespace {

void healthz(request&, exchange reply) { reply.send(response{.body = R"({"status":"ok"})"}); }

void write_partitions(json_writer& json, const std::vector<partition_health>& partitions) {
  if (partitions.empty()) return;
  json.key("partitions");
  json.begin_array();
  for (const partition_health& one : partitions) {
    json.begin_object();
    json.member("partition", one.partition);
    json.member("owned", one.owned);
    json.member("granted", one.granted);
    json.member("lagMessages", one.lag_messages);
    json.key("fencedAt");
    one.fenced_at.empty() ? json.null() : json.value(one.fenced_at);
    json.end_object();
  }
  json.end_array();
}

response readiness(const std::vector<std::string>& reasons,
                   const std::vector<partition_health>& partitions) {
  response answer{.status = reasons.empty() ? 200 : 503};
  json_writer json(answer.body);
  json.begin_object();
  json.member("status", reasons.empty() ? "ready" : "not_ready");
  json.key("reasons");
  json.begin_array();
  for (auto at = reasons.begin(); at != reasons.end(); ++at) {
    // Partitions have the same ones.
    if (std::find(reasons.begin(), at, *at) == at) json.value(*at);
  }
  json.end_array();
  write_partitions(json, partitions);
  json.end_object();
  return answer;
}

response metrics_page(const std::vector<std::shared_ptr<prometheus::Collectable>>& sources) {
  std::vector<prometheus::MetricFamily> families;
  for (const auto& source : sources) {
    auto collected = source->Collect();
    std::move(collected.begin(), collected.end(), std::back_inserter(families));
  }
  std::ostringstream text;
  prometheus::TextSerializer().Serialize(text, families);
  return {.body = std::move(text).str(), .content_type = "text/plain; version=0.0.4"};
}

}  // namespace

void append_operations_routes(std::vector<route>& table, operations_sources sources) {
  table.push_back({method::get, "/healthz", healthz, access::open});
  auto ready = [ask = std::move(sources.not_ready), look = std::move(sources.partitions)](
                   request&, exchange reply) {
    reply.send(readiness(ask ? ask() : std::vector<std::string>(),
                         look ? look() : std::vector<partition_health>()));
  };
  table.push_back({method::get, "/readyz", std::move(ready), access::open});
  auto metrics = [from = std::move(sources.metrics)](request&, exchange reply) {
    reply.send(metrics_page(from));
  };
  table.push_back({method::get, "/metrics", std::move(metrics), access::open});
  auto openapi = [document = sources.openapi](request&, exchange reply) {
    reply.send(response{.body = std::string(document)});
  };
  table.push_back({method::get, "/openapi.json", std::move(openapi), access::open});
}

}  // namespace carnet::http
