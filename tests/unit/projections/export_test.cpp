// Which mails an export holds, and how long its row stays.
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

}  // namespace
}  // namespace carnet::test
