// What records leave in the rows: every application is followed by a recount of all indexes
// (driven_rows).
#include <algorithm>

#include "projections/tenancy/rows.hpp"
#include "storage/kv/keys.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

using namespace projections;
namespace keys = storage::keys;

using applying = driven_rows;

TEST_F(applying, a_whole_life_keeps_every_index_in_step) {
  const auto id = provision(1).front();
  const auto mail = apply(mail_received{id, 100, "summary", "raw"}, identity_activated{id});
  EXPECT_EQ(find_mail(rows_, id, mail), std::nullopt) << "before its extraction is known";
  apply(extraction_completed{mail, id, 1, "sealed", 900, "1", "m"});
  EXPECT_EQ(find_mail(rows_, id, mail)->sealed_value, "sealed");
  apply(identity_extended{id, after(start, 7200)});
  now_ = after(start, 3600);
  apply(identities_outlived{{id}});
  EXPECT_EQ(row(id).state.status, identity_status::extended);
  now_ = after(start, 7200);
  apply(identities_expired{{id}});
  now_ = after(start, 9000);
  apply(content_shredded{id});
  EXPECT_EQ(rows_.get(keys::raw_mail(mail)), std::nullopt);
  EXPECT_TRUE(find_mail(rows_, id, mail)->sealed_value.empty());
}

TEST_F(applying, many_at_once_take_as_many_places_in_the_stream) {
  const auto ids = provision(5);
  EXPECT_EQ(counters_of(rows_, project_).sequence, 5u);
  apply(identities_squashed{{ids[0], ids[3]}, squash_reason::bulk});
  EXPECT_EQ(counters_of(rows_, project_).sequence, 7u);
  EXPECT_EQ(counters_of(rows_, project_).live(), 3u);
  const auto events = identity_events(rows_, row(ids[3]), 0, 10);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].type, public_event::identity_squashed);
  EXPECT_EQ(events[1].type, public_event::identity_provisioned);
  EXPECT_NE(events[0].id, identity_events(rows_, row(ids[0]), 0, 10)[0].id);
}

TEST_F(applying, mails_show_in_the_order_in_which_they_were_extracted) {
  const auto id = provision(1).front();
  const auto first = apply(mail_received{id, 1, "", ""});
  const auto second = apply(mail_received{id, 2, "", ""});
  apply(extraction_none{second, id, "1"});
  apply(extraction_none{first, id, "1"});
  const auto page = mails_before(rows_, id, 100, 10);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].id, first);
  EXPECT_EQ(page[1].id, second);
  EXPECT_EQ(mails_before(rows_, project_, page[0].number, 10).size(), 1u);
}

TEST_F(applying, what_is_extracted_after_shredding_leaves_no_content) {
  const auto id = provision(1).front();
  const auto mail = apply(mail_received{id, 1, "summary", "raw"});
  apply(identities_squashed{{id}, squash_reason::request});
  apply(content_shredded{id});
  apply(extraction_completed{mail, id, 1, "sealed", 900, "1", ""});
  const auto row = find_mail(rows_, id, mail);
  EXPECT_TRUE(row->sealed_value.empty());
  EXPECT_TRUE(row->sealed_summary.empty());
  EXPECT_EQ(rows_.get(keys::raw_mail(mail)), std::nullopt);
}

TEST_F(applying, children_are_listed_oldest_first) {
  const auto parent = provision(1).front();
  const auto first = provision(1, 60, parent).front();
  const auto rest = provision(2, 60, parent);
  EXPECT_EQ(children_of(rows_, parent, 10), (std::vector{first, rest[0], rest[1]}));
  EXPECT_EQ(children_of(rows_, parent, 2).size(), 2u);
  EXPECT_EQ(row(parent).state.child_count, 3u);
}

TEST_F(applying, commands_are_remembered_for_a_day_and_forgotten_in_steps) {
  record rec;
  rec.seed = chance_.bytes(16);
  rec.project = project_;
  std::vector<std::string> ids;
  const auto remember = [&] {
    ids.push_back(chance_.bytes(16));
    rec.command_id = ids.back();
    rec.seed = chance_.bytes(16);
    rec.recorded_at = now_;
    rec.events = {identities_provisioned{
        {{chance_.id<identity_tag>(), chance_.bytes(16), "", {}, 60, after(now_, 60)}}}};
    rec.reply = recorded_reply{201, "key", "body", "hash"};
    apply_record(rec);
  };
  for (int n = 0; n < 20; ++n) remember();
  const auto known = [&](std::size_t from, std::size_t to) {
    return std::count_if(ids.begin() + from, ids.begin() + to, [this](const std::string& id) {
      return rows_.get(keys::remembered(id)).has_value();
    });
  };
  const auto row = load_row<remembered_command>(rows_, keys::remembered(ids[3]));
  EXPECT_EQ(row->sequence, 4u);
  EXPECT_EQ(row->status, 201);
  EXPECT_EQ(row->sealed_body, "body");
  now_ = after(start, 24 * seconds_per_hour);
  remember();
  EXPECT_EQ(known(0, 21), 21) << "for a whole day";
  now_ = after(start, 26 * seconds_per_hour);
  remember();
  EXPECT_LT(known(0, 20), 20);
  EXPECT_GT(known(0, 20), 10) << "not all in one step";
  for (int n = 0; n < 10; ++n) remember();
  EXPECT_EQ(known(0, 20), 0);
  EXPECT_EQ(known(20, 32), 12);
}

TEST_F(applying, a_record_of_a_newer_behaviour_is_refused_and_writes_nothing) {
  record rec;
  rec.seed = chance_.bytes(16);
  rec.recorded_at = now_;
  rec.events.emplace_back(apply_version_raised{apply_version + 1});
  application step(rec, {1, 1}, rows_, notices_);
  const auto done = step.events();
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, failure_code::unsupported);
  EXPECT_TRUE(rows_.all().empty());
}

TEST_F(applying, tells_whom_it_concerns) {
  const auto kinds = [this] {
    std::vector<notice_kind> seen;
    for (const auto& one : notices_) seen.push_back(one.kind);
    return seen;
  };
  const auto id = provision(1).front();
  EXPECT_THAT(kinds(), testing::Contains(notice_kind::deadline_set));
  const auto mail = apply(mail_received{id, 1, "", ""});
  EXPECT_THAT(kinds(), testing::Contains(notice_kind::extraction_due));
  apply(extraction_completed{mail, id, 1, "v", 900, "1", ""});
  EXPECT_THAT(kinds(),
              testing::IsSupersetOf({notice_kind::mail_released, notice_kind::extraction_found}));
  apply(identities_squashed{{id}, squash_reason::request});
  EXPECT_THAT(kinds(), testing::Contains(notice_kind::identity_ended));
  apply(content_shredded{id});
  EXPECT_THAT(kinds(), testing::Contains(notice_kind::content_shredded));
}

}  // namespace
}  // namespace carnet::test
