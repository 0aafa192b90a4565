// What every handler of this surface starts with: the caller, the rows of its partition, the
// revision.
#pragma once

#include <optional>

#include "api/access/caller.hpp"
#include "api/aidenid/revision.hpp"
#include "api/http/exchange.hpp"
#include "api/service.hpp"
#include "projections/identity/queries.hpp"

namespace carnet::aidenid {

struct call {
  const service& app;
  http::request& in;
  const projections::access& caller;
  const storage::state_store& rows;
  revision speaks = revision::v2026_04_29;

  bool older() const { return speaks == revision::v2026_04_04; }
  unix_us now() const { return app.core.now(); }

  // The identity of the path's {id}, if it is the caller's.
  std::optional<projections::identity_row> path_identity() const;
  std::optional<identity_id> path_identity_id() const;
};

// Opens a call, or takes `reply` and gives nothing: an unknown revision is answered, and a read
// whose X-Carnet-Position this node has not reached waits; its handler is called again later.
std::optional<call> open_call(const service& app, http::request& in, http::exchange& reply,
                              hint seen = hint::none);

http::problem no_identity();

// Whether a batch is over the plan's size. A size of 0 is for the decider to refuse by name.
bool over_batch(std::uint64_t amount, std::uint32_t limit);

}  // namespace carnet::aidenid
