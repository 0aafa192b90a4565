#include "api/cluster/node_routes.hpp"

#include <fmt/format.h>

#include <memory>

#include "api/cluster/charge_lines.hpp"
#include "api/cluster/node.hpp"
#include "api/cluster/seen_marks.hpp"
#include "api/waits/position_header.hpp"
#include "api/waits/position_waits.hpp"
#include "producers/ingress/mail_parcel.hpp"

namespace carnet::cluster {
namespace {

constexpr std::uint32_t recipient_bytes_max = 1024;
constexpr std::uint32_t charges_bytes_max = 512 * 1024;
constexpr std::chrono::seconds control_wait_max{1};
constexpr std::string_view plain_text = "text/plain";

void take_mail(producers::inbound_sink& sink, http::request& in, http::exchange reply) {
  auto mail = producers::unpack_mail(in.body);
  if (!mail) {
    return reply.send(http::problem{http::error_code::bad_request, "This is no parcel of mail."});
  }
  sink.deliver_for_node(std::move(*mail),
                        [reply = std::move(reply)](producers::attempt_end end) mutable {
                          http::response out{.content_type = plain_text};
                          out.body = producers::attempt_text(end);
                          reply.send(std::move(out));
                        });
}

void tell_verdict(producers::inbound_sink& sink, http::request& in, http::exchange reply) {
  const auto verdict = sink.verdict_for_node(in.body);
  if (!verdict) return reply.send(http::problem{http::error_code::not_owner});
  http::response out{.content_type = plain_text};
  out.body = producers::verdict_text(*verdict);
  reply.send(std::move(out));
}

void take_charges(const service& app, seen_marks& seen, http::request& in, http::exchange reply) {
  const auto lines = read_charges(in.body);
  const std::int64_t now_s = app.core.now() / us_per_second;
  if (!lines || !seen.is_new(in.hop->once, now_s)) {
    return reply.send(http::problem{http::error_code::bad_request, "These are no charges."});
  }
  http::response out{.content_type = plain_text};
  for (const auto& line : *lines) {
    append_line(out.body, left_line{line.key, app.limiter.charge(line.key, line.per_minute,
                                                                 line.count, now_s)});
  }
  reply.send(std::move(out));
}

void take_streams(const service& app, seen_marks& seen, http::request& in, http::exchange reply) {
  auto lines = read_charges(in.body);
  if (!lines || !seen.is_new(in.hop->once, app.core.now() / us_per_second)) {
    return reply.send(http::problem{http::error_code::bad_request, "These are no streams."});
  }
  app.nodes->streams().tell(in.hop->node, *lines, stream_counts::clock::now());
  http::response out{.content_type = plain_text};
  for (const auto& line : *lines) append_line(out.body, line);
  reply.send(std::move(out));
}

// Ends by itself after a second: the copy is behind, and nothing more is to be said.
void tell_control(const service& app, http::request& in, http::exchange reply) {
  const auto wanted =
      position_from(fmt::format("{}:{}", control_partition, in.path_param("sequence")));
  if (!wanted) return reply.send(http::problem{http::error_code::bad_request});
  const auto has = [&app, wanted] {
    return wanted->sequence <= app.core.state(control_partition).at().sequence;
  };
  if (has()) return reply.send(http::response{.body = "{}"});
  reply.park({}, control_wait_max, http::problem{http::error_code::unavailable});
  app.positions.add(*wanted, std::move(reply));
  if (has()) app.positions.reached(*wanted);
}

http::route node_route(std::string_view path, std::uint32_t bytes_max, http::handler handle) {
  return {.verb = http::method::post,
          .pattern = path,
          .handle = std::move(handle),
          .who = http::access::node,
          .body = http::body_kind::raw,
          .body_bytes_max = bytes_max};
}

}  // namespace

void append_node_routes(std::vector<http::route>& table, const service& app,
                        producers::inbound_sink& sink) {
  table.push_back(node_route(
      producers::node_mail_path, static_cast<std::uint32_t>(producers::parcel_bytes_max),
      [&sink](http::request& in, http::exchange reply) { take_mail(sink, in, std::move(reply)); }));
  table.push_back(node_route(producers::node_recipient_path, recipient_bytes_max,
                             [&sink](http::request& in, http::exchange reply) {
                               tell_verdict(sink, in, std::move(reply));
                             }));
  table.push_back(
      {.verb = http::method::get,
       .pattern = "/v1/nodes/control/{sequence}",
       .handle = [&app](http::request& in,
                        http::exchange reply) { tell_control(app, in, std::move(reply)); },
       .who = http::access::node});
  auto seen = std::make_shared<seen_marks>();
  table.push_back(node_route(node_charges_path, charges_bytes_max,
                             [&app, seen](http::request& in, http::exchange reply) {
                               take_charges(app, *seen, in, std::move(reply));
                             }));
  table.push_back(node_route(node_streams_path, charges_bytes_max,
                             [&app, seen](http::request& in, http::exchange reply) {
                               take_streams(app, *seen, in, std::move(reply));
                             }));
}

}  // namespace carnet::cluster
