// Which mails an export holds, and how long its row stays.
#include <array>

#include "projections/export/bulk.hpp"
#include "projections/export/rows.hpp"
#include "projections/export/selection.hpp"
#include "storage/kv/keys.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

using namespace projections;
using exporting = driven_rows;

class selecting : public driven_rows {
 protected:
  event_id receive(const identity_id& to) { return apply(mail_received{to, 1, "", ""}); }
  void release(const identity_id& owner, const event_id& mail) {
    apply(extraction_none{mail, owner, "1"});
  }

  // The mails of an export, found in steps of `looks`.
  std::vector<event_id> found(const export_created& facts, std::size_t looks) {
    std::vector<event_id> ids;
    mail_selection mails(project_, facts);
    while (!mails.ended()) {
      for (const auto& one : mails.next(rows_, looks)) ids.push_back(one.mail.id);
    }
    return ids;
  }
};

TEST_F(selecting, newest_released_first_by_time_and_identity) {
  const auto one = provision(1).front(), two = provision(1).front();
  std::vector<event_id> mails;
  for (int n = 0; n < 6; ++n) {
    now_ = after(start, n * 10);
    const auto& owner = n % 2 == 0 ? one : two;
    mails.push_back(receive(owner));
    if (n != 1) release(owner, mails.back());
  }
  now_ = after(start, 100);
  release(two, mails[1]);  // the last to be seen, though received long before
  const std::vector<event_id> all{mails[1], mails[5], mails[4], mails[3], mails[2], mails[0]};
  for (const std::size_t looks : {1U, 2U, 100U}) {
    EXPECT_EQ(found({}, looks), all);
    EXPECT_EQ(found({.identity = two}, looks), (std::vector{mails[1], mails[5], mails[3]}));
    EXPECT_EQ(found({.created_after = after(start, 30)}, looks),
              (std::vector{mails[5], mails[4], mails[3]}));
    EXPECT_EQ(found({.created_before = after(start, 20)}, looks),
              (std::vector{mails[1], mails[0]}));
    EXPECT_EQ(found({.newest = 3}, looks), (std::vector{mails[3], mails[2], mails[0]}));
    EXPECT_EQ(found({.identity = two, .newest = 2}, looks), (std::vector{mails[5], mails[3]}));
  }
}

TEST_F(exporting, rows_go_once_nobody_can_download) {
  const auto count = [this] {
    std::size_t rows = 0;
    const auto prefix = storage::keys::exports_of(project_);
    rows_.scan(prefix, prefix.end_of_prefix(), [&rows](auto, auto) { return ++rows > 0; });
    return rows;
  };
  for (int n = 0; n < 6; ++n) apply(export_created{.id = chance_.id<export_tag>()});
  EXPECT_EQ(count(), 6U);
  now_ = after(now_, export_lifetime_s + 1);
  apply(export_created{.id = chance_.id<export_tag>()});
  EXPECT_EQ(count(), 3U);
  apply(export_created{.id = chance_.id<export_tag>()});
  EXPECT_EQ(count(), 2U);
}

TEST_F(exporting, a_bulk_export_is_work_until_it_is_complete) {
  export_created facts{.id = chance_.id<export_tag>(), .newest = 9, .records = 100};
  apply(bulk_export_requested{facts});
  const auto due = bulk_exports_due(rows_, 5);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due.front().id, facts.id);
  EXPECT_EQ(due.front().project, project_);
  EXPECT_EQ(find_bulk_export(rows_, project_, facts.id)->completed_at, 0);
  const bulk_export_completed done{
      facts.id, {{9, 5}, {4, 2}, {400, 200}, std::string(16, 'c')}, 4, "d", "footer"};
  now_ = after(now_, 60);
  apply(bulk_export_completed(done));
  EXPECT_TRUE(bulk_exports_due(rows_, 5).empty());
  const auto row = find_bulk_export(rows_, project_, facts.id);
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ((std::array<std::uint64_t, 4>{row->records, row->bytes, row->first, row->last}),
            (std::array<std::uint64_t, 4>{6, 600, 9, 4}));
  EXPECT_EQ(row->completed_at, now_);
  const auto kept = load_row<export_parts_row>(rows_, storage::keys::bulk_export_parts(facts.id));
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->parts, done.parts);
  EXPECT_EQ(kept->sealed_footer, done.sealed_footer);
}

TEST_F(exporting, bulk_exports_that_are_over_go_with_the_next) {
  const auto ask = [this] {
    const auto id = chance_.id<export_tag>();
    apply(bulk_export_requested{{.id = id}});
    return id;
  };
  const auto made = ask(), unmade = ask();
  apply(bulk_export_completed{made, {}, 0, "", ""});
  now_ = after(now_, bulk_export_lifetime_s);
  const auto next = ask();
  EXPECT_FALSE(find_bulk_export(rows_, project_, made) ||
               find_bulk_export(rows_, project_, unmade));
  EXPECT_FALSE(rows_.get(storage::keys::bulk_export_parts(made)).has_value());
  ASSERT_EQ(bulk_exports_due(rows_, 5).size(), 1U);
  EXPECT_EQ(bulk_exports_due(rows_, 5).front().id, next);
}

}  // namespace
}  // namespace carnet::test
