#include "domain/webhook/decide.hpp"

#include <fmt/format.h>

#include "domain/webhook/schedule.hpp"

namespace carnet {
namespace {

constexpr std::uint16_t gone_status = 410;

std::unexpected<rejection> no_webhook() {
  return reject(rejection_code::not_found, "no such webhook endpoint in this project");
}

template <class Fact>
decision one(Fact fact) {
  std::vector<event> events;
  events.emplace_back(std::move(fact));
  return events;
}

// What the recorded attempts of one command say about the endpoint.
struct verdict {
  bool any_success = false;
  bool any_failure = false;
  bool gone = false;
  unix_us paused_until = 0;
};

std::uint16_t count_at(const std::map<std::uint64_t, std::uint16_t>& counts, std::uint64_t place) {
  const auto known = counts.find(place);
  return known == counts.end() ? 0 : known->second;
}

// Plans what follows an attempt. An attempt that is on the log already adds nothing: a processor
// sends its results again when it was not told what became of them.
std::optional<delivery_attempt> planned(const deliveries_state& state, const attempt_result& result,
                                        const decide_context& context) {
  delivery_attempt attempt = result.facts;
  const std::uint16_t before = count_at(state.attempts, attempt.place);
  if (attempt.replay) {
    const std::uint16_t by_hand = count_at(state.by_hand, attempt.place);
    attempt.number = static_cast<std::uint16_t>(before + by_hand + 1);
    attempt.next_at = 0;
    return attempt;
  }
  if (attempt.number <= before) return std::nullopt;
  attempt.next_at = attempt.delivered()
                        ? 0
                        : next_attempt_at(context.now, attempt.number, result.retry_after_s,
                                          result.jitter_permille);
  return attempt;
}

void weigh(verdict& v, const attempt_result& result, unix_us now) {
  const delivery_attempt& attempt = result.facts;
  attempt.delivered() ? v.any_success = true : v.any_failure = true;
  if (attempt.status == gone_status) v.gone = true;
  if (result.retry_after_s > 0) {
    const auto pause = std::min(result.retry_after_s, retry_after_max_s);
    v.paused_until = std::max(v.paused_until, after(now, pause));
  }
}

}  // namespace

decision decide(const webhook_registration_state& state, const register_webhook& command,
                const decide_context& context) {
  const auto limit = context.limits.webhook_endpoints;
  if (limit == 0) return reject(rejection_code::feature_disabled, "the plan has no webhooks");
  if (limit != unlimited && state.count >= limit) {
    return reject(rejection_code::quota_exceeded,
                  fmt::format("the plan allows {} webhook endpoints", limit));
  }
  if (state.taken) return reject(rejection_code::conflict, "a drawn id is taken; ask again");
  return one(command.facts);
}

decision decide(const std::optional<webhook>& state, const update_webhook& command,
                const decide_context&) {
  if (!state) return no_webhook();
  webhook_updated after{
      state->id, command.sealed_target.empty() ? state->sealed_target : command.sealed_target,
      command.settings.value_or(state->settings), command.enabled.value_or(state->enabled)};
  const bool same = after.sealed_target == state->sealed_target &&
                    after.settings == state->settings && after.enabled == state->enabled;
  if (same) return std::vector<event>{};
  if (state->periods >= webhook_periods_max) {
    return reject(rejection_code::conflict,
                  "too many changes while deliveries are pending; try again later");
  }
  return one(std::move(after));
}

decision decide(const std::optional<webhook>& state, const rotate_webhook_secret& command,
                const decide_context& context) {
  if (!state) return no_webhook();
  const unix_us until = command.overlap_s > 0 ? after(context.now, command.overlap_s) : 0;
  return one(webhook_secret_rotated{command.id, command.sealed_secret, until});
}

decision decide(const std::optional<webhook>& state, const delete_webhook& command,
                const decide_context&) {
  if (!state) return no_webhook();
  return one(webhook_deleted{command.id});
}

decision decide(const deliveries_state& state, const record_deliveries& command,
                const decide_context& context) {
  if (!state.endpoint) return no_webhook();
  const webhook& endpoint = *state.endpoint;
  deliveries_recorded e;
  e.id = command.id;
  e.cursor = std::max(endpoint.cursor, command.cursor);
  verdict v;
  for (std::size_t n = 0; n < command.places.size(); ++n) {
    if (command.places[n] <= endpoint.cursor || state.attempts.contains(command.places[n]))
      continue;
    e.places.push_back(command.places[n]);
    e.statuses.push_back(command.statuses[n]);
    e.latencies_ms.push_back(command.latencies_ms[n]);
    v.any_success = true;
  }
  for (const attempt_result& result : command.attempts) {
    auto attempt = planned(state, result, context);
    if (!attempt) continue;
    weigh(v, result, context.now);
    e.attempts.push_back(std::move(*attempt));
  }
  if (e.cursor == endpoint.cursor && e.places.empty() && e.attempts.empty())
    return std::vector<event>{};
  e.paused_until = v.paused_until;

  std::vector<event> events;
  events.emplace_back(std::move(e));
  const bool worn_out = v.any_failure && !v.any_success && endpoint.failing_since != 0 &&
                        after(endpoint.failing_since, failing_max_s) <= context.now;
  if (endpoint.enabled && (v.gone || worn_out)) {
    events.emplace_back(
        webhook_disabled{command.id, v.gone ? webhook_end::gone : webhook_end::failing});
  }
  return events;
}

decision decide(const requeue_state& state, const replay_failed& command,
                const decide_context& context) {
  if (!state.endpoint) return no_webhook();
  const bool paused = state.endpoint->paused_until > context.now;
  if (state.failed.empty() && !paused) return std::vector<event>{};
  return one(deliveries_requeued{command.id, state.failed});
}

decision decide(const std::optional<webhook>& state, const record_webhook_test& command,
                const decide_context&) {
  if (!state) return no_webhook();
  deliveries_recorded e;
  e.id = command.id;
  e.cursor = state->cursor;
  e.attempts.push_back(command.attempt.facts);
  e.attempts.back().place = 0;
  return one(std::move(e));
}

}  // namespace carnet
