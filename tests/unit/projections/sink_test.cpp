// What facts about sinks leave in the rows, and what is decided about them.
#include "domain/sink/decide.hpp"
#include "projections/sink/queries.hpp"
#include "tests/unit/domain/given.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

using namespace projections;
using sinking = driven_rows;

sink_configured facts_of(const sink_id& id) {
  return {id, {sink_kind::splunk_hec, 4, true, 500, 1000, true}, "target", {7, 3}};
}

TEST_F(sinking, configuration_changes_and_cursors_stay) {
  const auto id = chance_.id<sink_tag>();
  apply(facts_of(id));
  apply(sink_progressed{id, {20, 4}, 14, 0, 0, delivery_error::none, ""});
  now_ = after(now_, 10);
  auto changed = facts_of(id);
  changed.settings.enabled = false;
  apply(sink_configured(changed));
  const auto row = find_sink(rows_, project_, id);
  ASSERT_TRUE(row.has_value());
  EXPECT_FALSE(row->settings.enabled);
  EXPECT_EQ(row->cursor, (sink_cursor{20, 4}));
  EXPECT_EQ(row->delivered, 14U);
  EXPECT_EQ(row->updated_at, now_);
  EXPECT_EQ(sinks_of(rows_, project_).size(), 1U);
  EXPECT_EQ(all_sinks(rows_).size(), 1U);
  apply(sink_removed{id});
  EXPECT_FALSE(find_sink(rows_, project_, id).has_value());
  EXPECT_TRUE(sinks_of(rows_, project_).empty() && all_sinks(rows_).empty());
}

TEST_F(sinking, the_last_error_stays_and_the_count_in_a_row_does_not) {
  const auto id = chance_.id<sink_tag>();
  apply(facts_of(id));
  apply(sink_progressed{id, {7, 3}, 0, 2, 503, delivery_error::status, "busy"});
  const auto failed_at = now_;
  now_ = after(now_, 10);
  apply(sink_progressed{id, {9, 3}, 2, 0, 503, delivery_error::status, "busy"});
  const auto row = find_sink(rows_, project_, id);
  EXPECT_EQ(row->failures, 0U);
  EXPECT_EQ(row->last_failure_at, failed_at);
  EXPECT_EQ(row->last_success_at, now_);
  EXPECT_EQ(row->status, 503);
  EXPECT_EQ(row->sealed_excerpt, "busy");
}

TEST(sink_decider, begins_at_the_start_or_behind_what_there_is) {
  decide_context context = at(noon);
  context.limits.export_records = 1;
  register_sink wish{facts_of({"aaaabbbbcccc"}), false};
  EXPECT_EQ(only<sink_configured>(decide(sink_registration_state{0, 41}, wish, context)).from,
            (sink_cursor{41, 3}));
  wish.from_start = true;
  EXPECT_EQ(only<sink_configured>(decide(sink_registration_state{0, 41}, wish, context)).from,
            (sink_cursor{0, 0}));
  EXPECT_EQ(refusal_of(decide(sink_registration_state{sinks_max, 41}, wish, context)),
            rejection_code::quota_exceeded);
  context.limits.export_records = 0;
  EXPECT_EQ(refusal_of(decide(sink_registration_state{0, 41}, wish, context)),
            rejection_code::feature_disabled);
}

TEST(sink_decider, a_cursor_never_goes_back) {
  const sink state{{}, "target", {20, 4}, 0};
  record_sink_progress wish{{{"aaaabbbbcccc"}, {15, 6}, 2, 0, 0, delivery_error::none, ""}};
  EXPECT_EQ(only<sink_progressed>(decide(std::optional(state), wish)).cursor, (sink_cursor{20, 6}));
  wish.facts.cursor = {20, 4};
  EXPECT_TRUE(events_of(decide(std::optional(state), wish)).empty());
  EXPECT_EQ(refusal_of(decide(std::optional<sink>(), wish)), rejection_code::not_found);
}

}  // namespace
}  // namespace carnet::test
