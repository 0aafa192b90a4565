#include "api/mutation/mutation.hpp"

#include <fmt/format.h>

#include "api/access/caller.hpp"
#include "api/http/credentials.hpp"
#include "api/mutation/problems.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/kv/keys.hpp"

namespace carnet {
namespace {

using producers::committed;
using producers::completion;
using producers::replayed;

std::string position_text(position at) { return fmt::format("{}:{}", at.partition, at.sequence); }

http::response answer_of(int status, std::string body, position at) {
  http::response out{.status = status, .body = std::move(body)};
  out.headers.emplace_back("X-Carnet-Position", position_text(at));
  return out;
}

http::outcome replayed_answer(const service& app, const std::string& command_id,
                              const replayed& seen) {
  auto body = app.core.open_reply(seen.at.partition, command_id, seen.remembered);
  if (!body) {
    return http::problem{http::error_code::idempotency_key_reused,
                         "The answer to this Idempotency-Key is no longer kept."};
  }
  auto out = answer_of(seen.remembered.status, std::move(*body), seen.at);
  out.headers.emplace_back("X-Idempotent-Replay", "true");
  return out;
}

// What every kind of completion says; `done` makes the answer of a committed command.
template <class Done>
http::outcome outcome_of(const service& app, const std::string& command_id, completion& result,
                         Done&& done) {
  if (auto* made = std::get_if<committed>(&result)) return done(*made);
  if (auto* seen = std::get_if<replayed>(&result)) return replayed_answer(app, command_id, *seen);
  if (std::holds_alternative<producers::reused_key>(result)) {
    return http::problem{http::error_code::idempotency_key_reused};
  }
  if (auto* no = std::get_if<rejection>(&result)) return problem_of(*no);
  return problem_of(std::get<producers::refusal>(result));
}

void send_outcome(http::exchange& reply, http::outcome what) {
  std::visit([&reply](auto& answer) { reply.send(std::move(answer)); }, what);
}

}  // namespace

std::string draw_seed() { return crypto::random_string(16); }

producers::submission submission_of(const projections::access& caller, producers::command wish) {
  producers::submission s;
  s.project = caller.project;
  s.actor = caller.key;
  s.limits = *caller.limits;
  s.wish = std::move(wish);
  return s;
}

ticket ticket_of(const service& app, const http::request& in) {
  auto caller = std::static_pointer_cast<const projections::access>(in.principal);
  const auto& hashes = app.core.hashes();
  const std::string_view key = in.headers.get(http::idempotency_key_header);
  auto id = hashes.command(caller->key.text, key);
  return {std::move(caller), std::move(id), hashes.request(to_name(in.verb), in.target, in.body)};
}

void submit_mutation(const service& app, const http::request& in, http::exchange reply,
                     mutation wanted) {
  submit_mutation(app, ticket_of(app, in), std::move(reply), std::move(wanted));
}

void submit_mutation(const service& app, const ticket& from, http::exchange reply,
                     mutation wanted) {
  producers::submission s = submission_of(*from.caller, std::move(wanted.wish));
  s.command_id = from.command_id;
  s.seed = wanted.seed.empty() ? draw_seed() : std::move(wanted.seed);
  s.keys = std::move(wanted.keys);
  s.request_hash = from.request_hash;
  s.unless_seen = std::move(wanted.unless_seen);
  s.render = std::move(wanted.render);
  s.done = [&app, id = s.command_id, in_steps = std::move(wanted.in_steps),
            reply = std::move(reply)](completion result) mutable {
    const auto* no = std::get_if<rejection>(&result);
    if (no != nullptr && no->code == rejection_code::too_many && in_steps) {
      return in_steps(std::move(reply));
    }
    send_outcome(reply, outcome_of(app, id, result, [](committed& made) -> http::outcome {
                   return answer_of(made.answer.status, std::move(made.answer.body), made.at);
                 }));
  };
  app.core.submit(from.caller->partition, std::move(s));
}

bool is_remembered(const service& app, const ticket& from) {
  const auto& rows = app.core.state(from.caller->partition);
  return rows.get(storage::keys::remembered(from.command_id)).has_value();
}

void submit_traced_read(const service& app, const http::request& in, http::exchange reply,
                        producers::command trace, answer_maker then) {
  const auto& caller = caller_of(in);
  producers::submission s = submission_of(caller, std::move(trace));
  s.command_id = crypto::random_string(16);
  s.seed = draw_seed();
  s.done = [&app, reply = std::move(reply), then = std::move(then)](completion result) mutable {
    send_outcome(reply, outcome_of(app, {}, result, [&then](committed&) { return then(); }));
  };
  app.core.submit(caller.partition, std::move(s));
}

}  // namespace carnet
