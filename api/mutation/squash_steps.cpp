#include "api/mutation/squash_steps.hpp"

#include <fmt/format.h>

#include <memory>

#include "api/mutation/problems.hpp"
#include "api/tasks/task_thread.hpp"
#include "projections/identity/queries.hpp"
#include "projections/tenancy/rows.hpp"
#include "storage/kv/keys.hpp"

namespace carnet {
namespace {

using producers::completion;

// What a step leaves as its answer: the ids it squashed, one after the other.
producers::reply step_reply(const producers::decided_view& view) {
  producers::reply out;
  for (const auto& fact : view.events) {
    for (const auto& id : std::get<identities_squashed>(fact).identities) out.body += id.text;
  }
  return out;
}

std::string step_of(const service& app, const ticket& from, std::size_t step) {
  return app.core.hashes().command(from.command_id, fmt::format("step {}", step));
}

// Lives from step to step in the worker's tasks and the writer's completions; one of them at a
// time.
class squash_steps : public std::enable_shared_from_this<squash_steps> {
 public:
  squash_steps(const service& app, ticket from, squash_work work, http::exchange reply)
      : app_(app), from_(std::move(from)), work_(std::move(work)), reply_(std::move(reply)) {}

  void post() {
    const bool taken = app_.walks.post([self = shared_from_this()] { self->advance(); });
    if (!taken) reply_.send(http::problem{http::error_code::unavailable});
  }

 private:
  void advance() {
    if (is_remembered(app_, from_)) return give_first_answer();
    if (!gather()) return;
    if (under_way_.empty()) {
      auto next = work_.next(done_);
      under_way_ = std::move(next.ids);
      if (!next.more) return finish();
    }
    under_way_.empty() ? post() : submit_step();
  }

  // The request was finished by somebody else: whatever is submitted under its id, the writer
  // answers with what is remembered.
  void give_first_answer() {
    mutation any;
    any.wish = squash_chosen{{}, work_.reason};
    submit_mutation(app_, from_, std::move(reply_), std::move(any));
  }

  // Another request under the same key may take a step until the very end; then we look again.
  void finish() {
    if (!gather()) return;
    mutation last = work_.finish(done_);
    last.unless_seen = step_id();
    last.in_steps = [self = shared_from_this()](http::exchange reply) {
      self->reply_ = std::move(reply);
      self->post();
    };
    submit_mutation(app_, from_, std::move(reply_), std::move(last));
  }

  std::string step_id() const { return step_of(app_, from_, step_); }

  // Adds what the steps up to the first that has not happened squashed; false when the request is
  // answered with a problem.
  bool gather() {
    const auto partition = from_.caller->partition;
    for (;; ++step_) {
      const auto id = step_id();
      const auto seen = projections::load_row<projections::remembered_command>(
          app_.core.state(partition), storage::keys::remembered(id));
      if (!seen) return true;
      const auto body = app_.core.open_reply(partition, id, *seen);
      if (!body || seen->request_hash != from_.request_hash) return refuse_reuse();
      for (std::size_t at = 0; at + identity_tag::width <= body->size();
           at += identity_tag::width) {
        done_.push_back(identity_id{body->substr(at, identity_tag::width)});
      }
    }
  }

  bool refuse_reuse() {
    reply_.send(http::problem{http::error_code::idempotency_key_reused});
    return false;
  }

  void submit_step() {
    producers::submission s = submission_of(*from_.caller, squash_chosen{under_way_, work_.reason});
    s.command_id = step_id();
    s.seed = draw_seed();
    s.request_hash = from_.request_hash;
    s.unless_seen = from_.command_id;
    s.render = step_reply;
    s.done = [self = shared_from_this()](const completion& answer) { self->ended(answer); };
    app_.core.submit(from_.caller->partition, std::move(s));
  }

  // A step that somebody else had taken leaves ours to be done under the next number; `too_many`
  // says that the whole request is done.
  void ended(const completion& answer) {
    const auto* no = std::get_if<rejection>(&answer);
    if (no != nullptr && no->code != rejection_code::too_many) return reply_.send(problem_of(*no));
    if (const auto* why = std::get_if<producers::refusal>(&answer)) {
      return reply_.send(problem_of(*why));
    }
    if (std::holds_alternative<producers::reused_key>(answer)) {
      refuse_reuse();
      return;
    }
    if (std::holds_alternative<producers::committed>(answer)) under_way_.clear();
    post();
  }

  const service& app_;
  const ticket from_;
  squash_work work_;
  http::exchange reply_;
  std::vector<identity_id> under_way_;  // of the step that is being taken
  std::vector<identity_id> done_;       // by all steps below step_
  std::size_t step_ = 0;
};

}  // namespace

std::string first_step_of(const service& app, const ticket& from) { return step_of(app, from, 0); }

void squash_in_steps(const service& app, ticket from, squash_work work, http::exchange reply) {
  std::make_shared<squash_steps>(app, std::move(from), std::move(work), std::move(reply))->post();
}

}  // namespace carnet
