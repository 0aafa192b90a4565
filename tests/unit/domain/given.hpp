// The words that the deciders' tables are written in: identities in the states that matter, at one
// fixed time.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "domain/identity/decide.hpp"

namespace carnet::test {

inline constexpr unix_us noon = 1'750'000'000 * us_per_second;
inline constexpr duration_s hour = seconds_per_hour;

inline identity_id id_of(char c) { return {std::string(identity_tag::width, c)}; }
inline event_id mail_id() { return {std::string(event_tag::width, 'm')}; }

inline plan generous() {
  plan limits;
  limits.name = "generous";
  limits.live_identities = unlimited;
  limits.ttl_hours = 720;
  limits.bulk_create = 100;
  limits.bulk_squash = 100;
  return limits;
}

inline decide_context at(unix_us now, plan limits = generous()) { return {now, std::move(limits)}; }

// An identity created at noon for a day.
inline identity living(identity_status status = identity_status::provisioned) {
  identity state;
  state.id = id_of('a');
  state.project = {std::string(project_tag::width, 'p')};
  state.root = state.id;
  state.status = status;
  state.ttl_s = 24 * hour;
  state.created_at = noon;
  state.updated_at = noon;
  state.expires_at = after(noon, 24 * hour);
  if (status == identity_status::extended) state.expires_at = after(noon, 48 * hour);
  if (!is_live(status)) state.terminal_at = noon;
  return state;
}

inline std::vector<event> events_of(const decision& decided) {
  EXPECT_TRUE(decided.has_value()) << (decided ? "" : decided.error().message);
  return decided.value_or(std::vector<event>{});
}

template <class Fact>
Fact only(const decision& decided) {
  const auto events = events_of(decided);
  EXPECT_EQ(events.size(), 1u);
  const Fact* fact = events.empty() ? nullptr : std::get_if<Fact>(&events.front());
  EXPECT_NE(fact, nullptr);
  return fact == nullptr ? Fact{} : *fact;
}

inline std::optional<rejection_code> refusal_of(const decision& decided) {
  if (decided) return std::nullopt;
  EXPECT_FALSE(decided.error().message.empty());
  return decided.error().code;
}

}  // namespace carnet::test
