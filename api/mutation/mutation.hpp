// From a handler's command to the caller's answer: idempotency, the trip through the partition's
// writer, and what every committed mutation says (X-Carnet-Position, X-Idempotent-Replay).
#pragma once

#include <string>
#include <vector>

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"
#include "producers/writer/submission.hpp"

namespace carnet {

struct mutation {
  producers::command wish;
  std::string seed;  // drawn by the handler when it sealed content for the record's events
  std::vector<storage::key_change> keys;
  producers::renderer render;
};

// Random material for a record's event ids.
std::string draw_seed();

// Submits under the request's Idempotency-Key and answers `reply` when the outcome is known.
void submit_mutation(const service& app, const http::request& in, http::exchange reply,
                     mutation wanted);

// A read that must leave a trace: commits the command, then calls `then` for the answer.
using answer_maker = std::move_only_function<http::outcome()>;
void submit_traced_read(const service& app, const http::request& in, http::exchange reply,
                        producers::command trace, answer_maker then);

/// Whether the answer to an earlier request under this Idempotency-Key is still known: limits that
/// came later do not speak before a replay.
bool is_remembered(const service& app, const http::request& in);

}  // namespace carnet
