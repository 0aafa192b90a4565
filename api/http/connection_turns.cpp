// Who answers a connection's present request, and whether the answer may go out.
#include "api/http/connection.hpp"
#include "api/http/credentials.hpp"

namespace carnet::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::uint8_t owner_runs_max = 8;  // while this node takes itself for the owner

}  // namespace

bool connection::claim(std::uint64_t turn) {
  std::uint64_t open = turn * 2;
  return turn_.compare_exchange_strong(open, open + 1);
}

void connection::answer(std::uint64_t turn, outcome&& what, std::shared_ptr<exchange_sink> self) {
  if (loop_->ended || !claim(turn)) return;
  arrived_ = std::move(what);
  if (loop_->is_this_thread() && in_handler_) {
    answered_inside_ = true;
    return;
  }
  arrived_self_ = std::move(self);
  loop_->completions.push(*this);
}

void connection::repeat(std::uint64_t turn, std::shared_ptr<exchange_sink> self) {
  if (loop_->ended || !claim(turn)) return;
  again_ = true;
  arrived_self_ = std::move(self);
  loop_->completions.push(*this);
}

void connection::park(std::uint64_t turn, lease parking, milliseconds limit, outcome&& at_limit) {
  if (!loop_->is_this_thread() || !in_handler_ || turn_.load() != turn * 2) return;
  request_.admission.release();
  parking_ = std::move(parking);
  limit_at_ = steady_clock::now() + (loop_->shared->draining ? milliseconds(0) : limit);
  at_limit_ = std::move(at_limit);
  ends_at_drain_ = true;
}

void connection::hold(std::uint64_t turn, milliseconds limit, outcome&& at_limit) {
  if (!loop_->is_this_thread() || !in_handler_ || turn_.load() != turn * 2) return;
  limit_at_ = steady_clock::now() + limit;
  at_limit_ = std::move(at_limit);
  ends_at_drain_ = false;
}

bool connection::abandoned(std::uint64_t turn) const { return turn_.load() != turn * 2; }

// An answer as the owner that must not be given: the partition has gone to another node. What a
// commit says stands, since the log let it in. True when the request is run again instead.
bool connection::reconsider(outcome& what) {
  const auto* why = std::get_if<problem>(&what);
  const bool reads = request_.verb == method::get || request_.verb == method::head;
  const bool unsure = why != nullptr && why->code == error_code::outcome_unknown;
  const bool refused = why != nullptr && why->code == error_code::not_owner;
  if (why == nullptr && !reads && std::get<response>(what).status / 100 == 2) return false;
  if (!refused && loop_->shared->options.vouched(request_)) return false;
  const bool may_repeat = !unsure || request_.headers.has(idempotency_key_header);
  const bool in_time = steady_clock::now() < request_.deadline && request_.runs < owner_runs_max;
  if (may_repeat && in_time && !request_.hop && phase_ == phase::answering) {
    ++request_.runs;
    request_.as_owner = false;
    start_next_turn();
    run_handler();
    return true;
  }
  if (!unsure) what = problem{.code = error_code::not_owner};
  return false;
}

}  // namespace carnet::http
