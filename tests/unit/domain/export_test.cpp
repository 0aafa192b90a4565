// What a plan says about exports.
#include "domain/export/decide.hpp"
#include "tests/unit/domain/given.hpp"

namespace carnet::test {
namespace {

decide_context allowing(std::uint32_t records) {
  decide_context context = at(noon);
  context.limits.export_records = records;
  return context;
}

create_export of(std::uint32_t records) {
  create_export command;
  command.facts.id = {"aaaabbbbcccc"};
  command.facts.records = records;
  return command;
}

TEST(create_export, is_what_was_chosen) {
  for (const auto limit : {5U, 6U, unlimited}) {
    EXPECT_EQ(only<export_created>(decide(of(5), allowing(limit))), of(5).facts);
  }
}

TEST(create_export, is_bounded_by_the_plan) {
  EXPECT_EQ(refusal_of(decide(of(6), allowing(5))), rejection_code::quota_exceeded);
  EXPECT_EQ(refusal_of(decide(of(0), allowing(0))), rejection_code::feature_disabled);
}

TEST(bulk_export, is_for_plans_with_exports_and_so_many_at_a_time) {
  request_bulk_export wish;
  wish.facts.id = {"aaaabbbbcccc"};
  wish.facts.records = bulk_export_records_max;
  EXPECT_EQ(only<bulk_export_requested>(decide(bulk_exports_state{15}, wish, allowing(1))).facts,
            wish.facts);
  EXPECT_EQ(refusal_of(decide(bulk_exports_state{bulk_exports_live_max}, wish, allowing(1))),
            rejection_code::quota_exceeded);
  EXPECT_EQ(refusal_of(decide(bulk_exports_state{}, wish, allowing(0))),
            rejection_code::feature_disabled);
}

TEST(bulk_export, is_completed_once) {
  complete_bulk_export done;
  done.facts.id = {"aaaabbbbcccc"};
  EXPECT_EQ(only<bulk_export_completed>(decide(bulk_export_state{true}, done)), done.facts);
  EXPECT_TRUE(events_of(decide(bulk_export_state{false}, done)).empty());
}

}  // namespace
}  // namespace carnet::test
