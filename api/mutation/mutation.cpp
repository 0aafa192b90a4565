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

producers::submission submission_of(const projections::access& caller, producers::command wish) {
  producers::submission s;
  s.project = caller.project;
  s.actor = caller.key;
  s.limits = *caller.limits;
  s.wish = std::move(wish);
  return s;
}

}  // namespace

std::string draw_seed() { return crypto::random_string(16); }

void submit_mutation(const service& app, const http::request& in, http::exchange reply,
                     mutation wanted) {
  const auto& caller = caller_of(in);
  const std::string_view key = in.headers.get(http::idempotency_key_header);
  producers::submission s = submission_of(caller, std::move(wanted.wish));
  s.command_id = app.core.hashes().command(caller.key.text, key);
  s.seed = wanted.seed.empty() ? draw_seed() : std::move(wanted.seed);
  s.keys = std::move(wanted.keys);
  s.request_hash = app.core.hashes().request(to_name(in.verb), in.target, in.body);
  s.render = std::move(wanted.render);
  s.done = [&app, id = s.command_id, reply = std::move(reply)](completion result) mutable {
    send_outcome(reply, outcome_of(app, id, result, [](committed& made) -> http::outcome {
                   return answer_of(made.answer.status, std::move(made.answer.body), made.at);
                 }));
  };
  app.core.submit(caller.partition, std::move(s));
}

bool is_remembered(const service& app, const http::request& in) {
  const auto& caller = caller_of(in);
  const auto id =
      app.core.hashes().command(caller.key.text, in.headers.get(http::idempotency_key_header));
  return app.core.state(caller.partition).get(storage::keys::remembered(id)).has_value();
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
