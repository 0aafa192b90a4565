#include "api/aidenid/call.hpp"

#include <chrono>
#include <expected>

#include "api/waits/parking.hpp"
#include "api/waits/position_header.hpp"
#include "api/waits/position_waits.hpp"

namespace carnet::aidenid {
namespace {

// How long a read waits for its position. A node that is further behind says so, and the caller
// may ask another.
constexpr std::chrono::seconds position_wait_max{5};

http::problem bad_position(std::string message) {
  return {http::error_code::invalid_request, std::move(message), std::string(position_header)};
}

http::problem not_reached() {
  return {http::error_code::unavailable, "This node has not reached the position."};
}

// "<partition>:<sequence>" of the caller's partition.
std::expected<position, http::problem> read_position(std::string_view text,
                                                     const projections::access& caller) {
  const auto at = position_from(text);
  if (!at) return std::unexpected(bad_position("X-Carnet-Position is not a position."));
  if (at->partition != caller.partition) {
    return std::unexpected(bad_position("X-Carnet-Position is not a position of this project."));
  }
  return *at;
}

// Parks the read; its handler runs again once the position can be read.
void wait_for(const service& app, const projections::access& caller, position at,
              http::exchange& reply) {
  auto place = find_parking(app, caller);
  if (!place) return reply.send(too_many_waits());
  reply.park(std::move(*place), position_wait_max, not_reached());
  app.positions.add(at, std::move(reply));
  const position now{at.partition, app.core.state(at.partition).at().sequence};
  if (now.sequence >= at.sequence) app.positions.reached(now);
}

// Whether the read may go on; else it is answered or waits. A mutation is decided on the newest
// state whatever it names.
bool is_at_position(const service& app, const http::request& in, const projections::access& caller,
                    http::exchange& reply) {
  const bool reads = in.verb == http::method::get || in.verb == http::method::head;
  const std::string_view text = in.headers.get(position_header);
  if (!reads || text.empty()) return true;
  const auto wanted = read_position(text, caller);
  if (!wanted) {
    reply.send(wanted.error());
    return false;
  }
  if (wanted->sequence <= app.core.state(wanted->partition).at().sequence) return true;
  wait_for(app, caller, *wanted, reply);
  return false;
}

}  // namespace

std::optional<call> open_call(const service& app, http::request& in, http::exchange& reply,
                              hint seen) {
  const auto& caller = caller_of(in);
  auto chosen = choose_revision(in, caller, seen);
  if (chosen.refused) {
    reply.send(std::move(*chosen.refused));
    return std::nullopt;
  }
  if (!is_at_position(app, in, caller, reply)) return std::nullopt;
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
