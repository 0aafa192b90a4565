// Places of the stream, and what held at them.
#include "projections/stream/queries.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

using namespace projections;
using streaming = driven_rows;

TEST_F(streaming, ids_lead_to_places_and_back) {
  provision(3);
  const auto ids = provision(40);
  apply(identities_squashed{{ids[7]}, squash_reason::request});
  for (std::uint64_t place = 1; place <= 44; ++place) {
    const auto fact = fact_at(rows_, project_, place);
    ASSERT_TRUE(fact.has_value());
    EXPECT_LE(fact->first, place);
    EXPECT_GE(fact->last(), place);
    EXPECT_EQ(place_of_event(rows_, project_, fact->id_at(place)), place);
  }
  EXPECT_EQ(fact_at(rows_, project_, 44)->identity_at(44), ids[7]);
  EXPECT_EQ(fact_at(rows_, project_, 45), std::nullopt);
  EXPECT_EQ(place_of_event(rows_, {"otherproject"}, fact_at(rows_, project_, 1)->id_at(1)),
            std::nullopt);
  auto beyond = fact_at(rows_, project_, 1)->row.id;
  EXPECT_EQ(place_of_event(rows_, project_, beyond), std::nullopt) << "a fact is no event";
  beyond.text += "aaad";
  EXPECT_EQ(place_of_event(rows_, project_, beyond), std::nullopt) << "the fourth of three";
}

TEST_F(streaming, an_identity_counts_its_own_events) {
  const auto id = provision(2).front();
  std::vector<std::pair<event_id, unix_us>> events{{row(id).provisioned_event, now_}};
  for (int n = 0; n < 20; ++n) {
    if (n % 4 == 0) now_ += us_per_second;  // some share their moment
    const auto mail = apply(mail_received{id, 1, "", ""});
    const auto found = apply(extraction_completed{mail, id, 1, "sealed", 900, "1", "m"});
    events.emplace_back(mail, now_);
    events.emplace_back(found, now_);
  }
  for (std::size_t n = 0; n < events.size(); ++n) {
    EXPECT_EQ(number_in_identity(rows_, row(id), events[n].first, events[n].second), n + 1);
  }
}

TEST_F(streaming, the_expiry_of_each_moment_is_known_afterwards) {
  const auto parent = provision(1, 3600).front();  // place 1
  const auto child = [&] {                         // place 2, clamped
    identities_provisioned e;
    e.parent = parent;
    e.items.push_back(
        {chance_.id<identity_tag>(), chance_.bytes(16), "", {}, 7200, after(start, 3600)});
    apply(identities_provisioned(e));
    return e.items.front().id;
  }();
  apply(identity_extended{parent, after(start, 9000)});    // place 3
  apply(identity_extended{child, after(start, 8000)});     // place 4
  apply(identity_extended{parent, after(start, 10'000)});  // place 5
  EXPECT_EQ(expiry_at(rows_, row(parent), 1), after(start, 3600));
  EXPECT_EQ(expiry_at(rows_, row(parent), 4), after(start, 9000));
  EXPECT_EQ(expiry_at(rows_, row(parent), 5), after(start, 10'000));
  EXPECT_EQ(expiry_at(rows_, row(child), 2), after(start, 3600));
  EXPECT_EQ(expiry_at(rows_, row(child), 3), after(start, 3600));
  EXPECT_EQ(expiry_at(rows_, row(child), 4), after(start, 8000));
  // What an identity's own list of events tells does not change with later ones.
  EXPECT_EQ(identity_events(rows_, row(parent), 2, 1).front().expires_at, after(start, 3600));
  EXPECT_EQ(identity_events(rows_, row(child), 1, 1).front().expires_at, after(start, 3600));
}

TEST_F(streaming, every_event_has_a_place_once_the_log_says_so) {
  const auto id = provision(1).front();  // place 1
  const auto mail = apply(mail_received{id, 1, "", ""});
  apply(secret_read{mail, id, secret_part::raw});
  EXPECT_EQ(counters_of(rows_, project_).sequence, 1u) << "an older log keeps its places";
  EXPECT_EQ(fact_at(rows_, project_, 1)->row.record, 0u);

  apply(apply_version_raised{2});
  apply(secret_read{mail, id, secret_part::raw});  // place 2
  apply(extraction_none{mail, id, "1"});           // places 3 and 4
  const auto read = fact_at(rows_, project_, 2);
  ASSERT_TRUE(read.has_value());
  EXPECT_FALSE(read->row.is_public());
  EXPECT_EQ(read->row.record, sequence_ - 1);
  EXPECT_EQ(read->row.mail, mail);
  EXPECT_EQ(read->identity_at(2), id);
  EXPECT_TRUE(fact_at(rows_, project_, 3)->row.is_public());
  EXPECT_FALSE(fact_at(rows_, project_, 4)->row.is_public());
  EXPECT_EQ(counters_of(rows_, project_).sequence, 4u);
}

TEST_F(streaming, control_holds_an_access_stream_for_each_project) {
  apply(apply_version_raised{2});
  const project_id other{"anotherproje"};
  project_ = {};  // records of control belong to no project
  apply(project_created{other, {"organization"}, "name", "sealed", 1, "free"});
  apply(api_key_created{{"keykeykeykey"}, other, {"organization"}, "hash", 3, ""});
  apply(api_key_revoked{{"keykeykeykey"}});
  EXPECT_EQ(counters_of(rows_, other).sequence, 3u);
  const auto revoked = fact_at(rows_, other, 3);
  ASSERT_TRUE(revoked.has_value());
  EXPECT_EQ(revoked->row.subject, "key_keykeykeykey");
  EXPECT_EQ(revoked->row.numbers, std::vector<std::uint64_t>{3});
  EXPECT_THAT(notices_, testing::Contains(testing::Field(&notice::project, other)));
}

}  // namespace
}  // namespace carnet::test
