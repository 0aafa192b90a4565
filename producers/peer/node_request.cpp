#include "producers/peer/node_request.hpp"

#include <fmt/format.h>

#include <ctime>

#include "storage/crypto/hex.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::peers {
namespace {

constexpr std::size_t once_bytes = 8;

}  // namespace

std::optional<peer_request> node_request(const sending_node& from, node_call call,
                                         std::chrono::steady_clock::time_point deadline) {
  auto url = outbound::parse_target(call.url, true);
  if (!url) return std::nullopt;
  peer_request out;
  out.method = call.method;
  out.target = call.path;
  out.body = std::move(call.body);
  out.deadline = deadline;
  const forwarded_mark mark{.node = from.name,
                            .request_id = {},
                            .peer = std::move(call.peer),
                            .secure = call.secure,
                            .body_hash = body_hash_of(out.body),
                            .once = crypto::hex_encode(crypto::random_string(once_bytes))};
  const auto now_s = static_cast<std::int64_t>(std::time(nullptr));
  out.header_lines = fmt::format("Host: {}\r\n{}: {}\r\n", url->host_header(), forwarded_header,
                                 from.marks.write(mark, out.method, out.target, now_s));
  out.to = std::move(*url);
  return out;
}

}  // namespace carnet::peers
