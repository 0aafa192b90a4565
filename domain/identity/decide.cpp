#include "domain/identity/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace carnet {
namespace {

template <class... Facts>
std::vector<event> events_of(Facts&&... facts) {
  std::vector<event> events;
  (events.emplace_back(std::forward<Facts>(facts)), ...);
  return events;
}

std::unexpected<rejection> not_found() {
  return reject(rejection_code::identity_not_found, "no such identity in this project");
}

// Why a command that needs a living identity is refused, if it is.
std::optional<rejection> refusal_unless_live(const std::optional<identity>& state, unix_us now) {
  if (!state) return not_found().error();
  switch (status_at(*state, now)) {
    case identity_status::squashed:
      return rejection{
          rejection_code::identity_already_squashed, "the identity has been squashed", {}};
    case identity_status::expired:
      return rejection{rejection_code::identity_expired, "the identity has expired", {}};
    case identity_status::provisioned:
    case identity_status::active:
    case identity_status::extended:
      return std::nullopt;
  }
  return std::nullopt;
}

std::unexpected<rejection> over_quota(std::string message) {
  return reject(rejection_code::quota_exceeded, std::move(message));
}

std::optional<rejection> refusal_of_lineage(const provision_state& state,
                                            const decide_context& context, std::size_t count) {
  if (auto refused = refusal_unless_live(state.parent, context.now)) return refused;
  if (state.parent->depth + 1 > lineage_depth_max) {
    return over_quota(fmt::format("a lineage is at most {} levels deep", lineage_depth_max))
        .error();
  }
  if (state.parent->child_count + count > children_max) {
    return over_quota(fmt::format("an identity has at most {} children", children_max)).error();
  }
  return std::nullopt;
}

// Whether one request names an id or an address twice; the rows can not show that.
bool drawn_twice(const std::vector<provision_identities::item>& items) {
  if (items.size() < 2) return false;
  std::vector<std::string_view> seen;
  seen.reserve(items.size());
  const auto repeats = [&seen] {
    std::ranges::sort(seen);
    return std::ranges::adjacent_find(seen) != seen.end();
  };
  for (const auto& item : items) seen.push_back(item.id.text);
  if (repeats()) return true;
  seen.clear();
  for (const auto& item : items) seen.push_back(item.address_hash);
  return repeats();
}

bool over(std::uint64_t amount, std::uint32_t limit) {
  return limit != unlimited && amount > limit;
}

}  // namespace

decision decide(const provision_state& state, const provision_identities& command,
                const decide_context& context) {
  const plan& limits = context.limits;
  const std::size_t count = command.items.size();
  if (!command.parent.empty()) {
    if (auto refused = refusal_of_lineage(state, context, count)) return std::unexpected(*refused);
  }
  if (command.bulk && limits.bulk_create == 0) {
    return reject(rejection_code::feature_disabled, "the plan has no bulk creation");
  }
  if (command.bulk && over(count, limits.bulk_create)) {
    return over_quota(
        fmt::format("the plan allows {} identities in one request", limits.bulk_create));
  }
  if (over(state.live + count, limits.live_identities)) {
    return over_quota(fmt::format("the plan allows {} live identities", limits.live_identities));
  }
  if (count == 0) return std::vector<event>{};
  if (state.taken || drawn_twice(command.items))
    return reject(rejection_code::conflict, "a drawn id is taken; ask again");

  identities_provisioned e;
  e.parent = command.parent;
  e.policy = command.policy;
  e.event_budget = command.event_budget;
  if (state.parent) {
    e.root = state.parent->root;
    e.depth = static_cast<std::uint8_t>(state.parent->depth + 1);
  }
  e.items.reserve(count);
  for (const auto& item : command.items) {
    const duration_s ttl = item.ttl_s == 0 && state.parent ? state.parent->ttl_s : item.ttl_s;
    if (ttl > limits.ttl_max_s()) {
      return over_quota(fmt::format("the plan allows a lifetime of {} hours", limits.ttl_hours));
    }
    unix_us expires = after(context.now, ttl);
    if (state.parent) expires = std::min(expires, state.parent->expires_at);
    e.items.push_back(
        {item.id, item.address_hash, item.sealed_profile, item.tag_hashes, ttl, expires});
  }
  return events_of(std::move(e));
}

decision decide(const identity_with_parent& state, const extend_identity& command,
                const decide_context& context) {
  if (auto refused = refusal_unless_live(state.subject, context.now))
    return std::unexpected(*refused);
  unix_us expires = after(state.subject->expires_at, command.additional_s);
  if (state.parent)
    expires = std::min(expires, std::max(state.parent->expires_at, state.subject->expires_at));
  if (expires - state.subject->created_at > context.limits.ttl_max_s() * us_per_second) {
    return over_quota(
        fmt::format("the plan allows a lifetime of {} hours", context.limits.ttl_hours));
  }
  return events_of(identity_extended{command.id, expires});
}

decision decide(const std::optional<identity>& state, const squash_identity& command,
                const decide_context& context) {
  if (auto refused = refusal_unless_live(state, context.now)) return std::unexpected(*refused);
  return events_of(identities_squashed{{command.id}, squash_reason::request});
}

decision decide(const descendants_state& state, const revoke_children&, const decide_context&) {
  if (!state.parent) return not_found();
  if (!state.complete) {
    return reject(rejection_code::too_many, "the lineage is revoked in several steps");
  }
  if (state.live.empty()) return std::vector<event>{};
  return events_of(identities_squashed{state.live, squash_reason::parent_revoked});
}

decision decide(const std::optional<identity>& state, const finish_revocation& command,
                const decide_context&) {
  if (!state) return not_found();
  return events_of(descendants_revoked{command.parent, command.squashed});
}

decision decide(const chosen_state& state, const squash_chosen& command,
                const decide_context& context) {
  if (command.reason == squash_reason::bulk && context.limits.bulk_squash == 0) {
    return reject(rejection_code::feature_disabled, "the plan has no bulk squash");
  }
  if (state.live.empty()) return std::vector<event>{};
  return events_of(identities_squashed{state.live, command.reason});
}

decision decide(const std::optional<identity>& state, const receive_mail& command,
                const decide_context& context) {
  if (refusal_unless_live(state, context.now)) {
    return reject(rejection_code::mailbox_unavailable, "the identity takes no mail");
  }
  if (state->event_budget != 0 && state->mail_count >= state->event_budget) {
    return reject(rejection_code::mailbox_unavailable, "the identity's event budget is used up");
  }
  auto events = events_of(
      mail_received{command.identity, command.size, command.sealed_summary, command.sealed_raw});
  if (state->status == identity_status::provisioned) {
    events.emplace_back(identity_activated{command.identity});
  }
  if (state->event_budget != 0 && state->mail_count + 1 == state->event_budget) {
    events.emplace_back(identities_squashed{{command.identity}, squash_reason::event_budget});
  }
  return events;
}

decision decide(const extraction_state& state, const record_extraction& command,
                const decide_context&) {
  if (!state.pending) return std::vector<event>{};
  if (command.type == 0) {
    return events_of(extraction_none{command.mail, command.identity, command.parser_version});
  }
  return events_of(extraction_completed{command.mail, command.identity, command.type,
                                        command.sealed_value, command.confidence_permille,
                                        command.parser_version, command.model_name});
}

decision decide(const std::vector<identity>& state, const pass_deadlines&,
                const decide_context& context) {
  identities_expired expired;
  identities_outlived outlived;
  for (const identity& subject : state) {
    if (!is_live(subject.status)) continue;
    const identity_status due = status_at(subject, context.now);
    if (due == identity_status::expired) expired.identities.push_back(subject.id);
    if (due == identity_status::extended && subject.status != due) {
      outlived.identities.push_back(subject.id);
    }
  }
  std::vector<event> events;
  if (!outlived.identities.empty()) events.emplace_back(std::move(outlived));
  if (!expired.identities.empty()) events.emplace_back(std::move(expired));
  return events;
}

decision decide(const secret_state& state, const read_secret& command, const decide_context&) {
  if (!state.found)
    return reject(rejection_code::not_found, "no such event in this identity's inbox");
  if (!state.readable) return reject(rejection_code::not_found, "there is no secret to read");
  return events_of(secret_read{command.mail, command.identity, command.part});
}

decision decide(const std::optional<identity>& state, const shred_content& command,
                const decide_context& context) {
  if (!state) return not_found();
  if (state->shredded || state->terminal_at == 0) return std::vector<event>{};
  if (after(state->terminal_at, command.retention_s) > context.now) return std::vector<event>{};
  return events_of(content_shredded{command.identity});
}

}  // namespace carnet
