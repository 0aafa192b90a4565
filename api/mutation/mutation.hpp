// From a handler's command to the caller's answer: idempotency, the trip through the partition's
// writer, and what every committed mutation says (X-Carnet-Position, X-Idempotent-Replay).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/http/exchange.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"
#include "producers/writer/submission.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet {

// What a mutation keeps of its request, so that it can go on when the request is gone.
struct ticket {
  std::shared_ptr<const projections::access> caller;
  std::string command_id;    // of its Idempotency-Key
  std::string request_hash;  // of method, path and body
};

ticket ticket_of(const service& app, const http::request& in);

struct mutation {
  producers::command wish;
  std::string seed;  // drawn by the handler when it sealed content for the record's events
  std::vector<storage::key_change> keys;
  producers::renderer render;
  std::string unless_seen;  // of the submission
  // Called on the writer's thread in place of an answer when the decider says `too_many`.
  std::move_only_function<void(http::exchange)> in_steps;
};

/// Of something that has a data key of its own: the key goes with it, the answer names `id` and
/// says `deleted`.
mutation removal(producers::command wish, std::string id, std::string key_subject);

// Random material for a record's event ids.
std::string draw_seed();

// Submits under the request's Idempotency-Key and answers `reply` when the outcome is known.
void submit_mutation(const service& app, const http::request& in, http::exchange reply,
                     mutation wanted);

void submit_mutation(const service& app, const ticket& from, http::exchange reply, mutation wanted);

// A submission on behalf of a caller; ids and the rest are the sender's.
producers::submission submission_of(const projections::access& caller, producers::command wish);

// A read that must leave a trace: commits the command, then calls `then` for the answer.
using answer_maker = std::move_only_function<http::outcome()>;
void submit_traced_read(const service& app, const http::request& in, http::exchange reply,
                        producers::command trace, answer_maker then);

/// Whether the answer to an earlier request under this Idempotency-Key is still known: limits that
/// came later do not speak before a replay.
bool is_remembered(const service& app, const ticket& from);

}  // namespace carnet
