#include "api/sinks/routes.hpp"

#include "api/sinks/handlers.hpp"

namespace carnet::sinks {
namespace {

using http::method;

constexpr std::string_view all = "/v1/sinks";
constexpr std::string_view single = "/v1/sinks/{id}";

}  // namespace

void append_routes(std::vector<http::route>& table, const service& app) {
  using handler_function = void (*)(const service&, http::request&, http::exchange);
  const auto add = [&](method verb, std::string_view pattern, handler_function run) {
    http::route row{verb, pattern, [&app, run](http::request& in, http::exchange reply) {
                      run(app, in, std::move(reply));
                    }};
    const bool reads = verb == method::get;
    row.scope = reads ? "sinks:read" : "sinks:write";
    row.body = reads ? http::body_kind::none : http::body_kind::json;
    row.needs_idempotency_key = !reads;
    table.push_back(std::move(row));
  };
  add(method::post, all, register_sink_target);
  add(method::get, all, list_sinks);
  add(method::get, single, get_sink);
  add(method::patch, single, update_sink_target);
  add(method::del, single, remove_sink_target);
}

}  // namespace carnet::sinks
