#include "api/cluster/relayed_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "api/http/credentials.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::cluster {
namespace {

constexpr std::int64_t wait_s_max = 60;

// Fields of the connection, and those that are written anew.
constexpr std::array<std::string_view, 12> left_out{"connection",
                                                    "keep-alive",
                                                    "proxy-connection",
                                                    "te",
                                                    "trailer",
                                                    "transfer-encoding",
                                                    "upgrade",
                                                    "expect",
                                                    "traceparent",
                                                    "content-length",
                                                    "proxy-authorization",
                                                    peers::forwarded_header};

bool is_left_out(std::string_view name) {
  return std::ranges::any_of(
      left_out, [name](std::string_view one) { return http::equal_ignoring_case(one, name); });
}

bool is_read(const http::request& in) {
  return in.verb == http::method::get || in.verb == http::method::head;
}

}  // namespace

peers::peer_request relayed_request(const http::request& in, const sending_node& from,
                                    outbound::target_url to, std::string target,
                                    std::int64_t unix_s) {
  peers::peer_request out;
  out.method = to_name(in.verb);
  out.target = std::move(target);
  out.to = std::move(to);
  out.body = in.body;
  const peers::forwarded_mark mark{.node = from.name,
                                   .request_id = in.request_id,
                                   .peer = in.peer,
                                   .secure = in.secure,
                                   .body_hash = peers::body_hash_of(in.body),
                                   .once = crypto::hex_encode(crypto::random_string(8))};
  out.header_lines = fmt::format("{}: {}\r\ntraceparent: 00-{}-{}-01\r\n", peers::forwarded_header,
                                 from.marks.write(mark, out.method, out.target, unix_s),
                                 in.trace_id, in.root_span_id);
  in.headers.for_each([&out](std::string_view name, std::string_view value) {
    if (is_left_out(name)) return;
    out.header_lines.append(name).append(": ").append(value).append("\r\n");
  });
  return out;
}

bool is_repeatable(const http::request& in) {
  return is_read(in) || in.headers.has(http::idempotency_key_header);
}

std::chrono::seconds wait_asked(const http::request& in) {
  if (!is_read(in)) return {};
  for (const auto& [name, value] : in.query) {
    if (name != "wait") continue;
    std::int64_t seconds = 0;
    std::from_chars(value.data(), value.data() + value.size(), seconds);
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, wait_s_max));
  }
  return {};
}

std::string target_with_wait(std::string_view target, std::chrono::seconds wait) {
  constexpr std::string_view name = "wait=";
  std::string out(target);
  const auto query = out.find('?');
  auto at = query == std::string::npos ? query : query + 1;
  while (at != std::string::npos && at < out.size()) {
    const auto end = std::min(out.find('&', at), out.size());
    if (std::string_view(out).substr(at, name.size()) == name) {
      return out.replace(at, end - at, fmt::format("{}{}", name, wait.count()));
    }
    at = end + 1;
  }
  return out;
}

}  // namespace carnet::cluster
