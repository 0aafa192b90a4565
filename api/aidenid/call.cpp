#include "api/aidenid/call.hpp"

#include <charconv>

namespace carnet::aidenid {
namespace {

// "<partition>:<sequence>", of which the caller's own partition is looked at.
std::optional<http::problem> check_position(const service& app, const http::request& in,
                                            const projections::access& caller) {
  const std::string_view text = in.headers.get("X-Carnet-Position");
  if (text.empty()) return std::nullopt;
  position wanted;
  const auto* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, wanted.partition);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') {
    return http::problem{http::error_code::invalid_request, "X-Carnet-Position is not a position.",
                         "X-Carnet-Position"};
  }
  const auto second = std::from_chars(first.ptr + 1, end, wanted.sequence);
  if (second.ec != std::errc() || second.ptr != end || wanted.partition != caller.partition) {
    return http::problem{http::error_code::invalid_request,
                         "X-Carnet-Position is not a position of this project.",
                         "X-Carnet-Position"};
  }
  if (wanted.sequence <= app.core.state(caller.partition).at().sequence) return std::nullopt;
  return http::problem{http::error_code::unavailable, "This node has not reached the position."};
}

}  // namespace

std::optional<call> open_call(const service& app, http::request& in, http::exchange& reply,
                              hint seen) {
  const auto& caller = caller_of(in);
  auto chosen = choose_revision(in, caller, seen);
  if (!chosen.refused) chosen.refused = check_position(app, in, caller);
  if (chosen.refused) {
    reply.send(std::move(*chosen.refused));
    return std::nullopt;
  }
  return call{app, in, caller, app.core.state(caller.partition), chosen.value};
}

std::optional<identity_id> call::path_identity_id() const {
  return from_wire<identity_tag>(in.path_param("id"));
}

std::optional<projections::identity_row> call::path_identity() const {
  const auto id = path_identity_id();
  return id ? projections::find_identity(rows, caller.project, *id) : std::nullopt;
}

bool over_batch(std::uint64_t amount, std::uint32_t limit) {
  return limit != 0 && limit != unlimited && amount > limit;
}

http::problem no_identity() { return {http::error_code::identity_not_found}; }

}  // namespace carnet::aidenid
