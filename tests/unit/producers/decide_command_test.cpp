// What the loader adds to the deciders: how far one command looks, and what must not have come
// first.
#include "producers/writer/decide_command.hpp"

#include "storage/kv/keys.hpp"
#include "tests/unit/projections/driven_rows.hpp"

namespace carnet::test {
namespace {

class loading : public driven_rows {
 protected:
  decision decide(producers::command wish, std::string unless_seen = {}) {
    producers::submission s;
    s.project = project_;
    s.wish = std::move(wish);
    s.limits.bulk_squash = 1;
    s.unless_seen = std::move(unless_seen);
    return producers::decide_command(s, rows_, now_);
  }

  const identity_id root_ = provision(1).front();
};

TEST_F(loading, a_small_lineage_is_revoked_at_once) {
  const auto some = provision(squashes_per_command_max, 3600, root_);
  const auto decided = decide(revoke_children{root_});
  ASSERT_TRUE(decided && decided->size() == 1);
  EXPECT_EQ(std::get<identities_squashed>(decided->front()).identities, some);
}

TEST_F(loading, one_more_than_a_command_may_end_goes_in_steps) {
  provision(squashes_per_command_max + 1, 3600, root_);
  const auto decided = decide(revoke_children{root_});
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, rejection_code::too_many);
}

TEST_F(loading, so_does_a_lineage_of_too_many_dead) {
  for (int n = 0; n < 3; ++n) {
    const auto one = provision(1, 3600, root_).front();
    apply(identities_squashed{provision(900, 3600, one), squash_reason::bulk});
  }
  const auto decided = decide(revoke_children{root_});
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, rejection_code::too_many);
}

TEST_F(loading, a_command_that_another_one_excludes_is_not_decided) {
  const std::string step(16, 's');
  EXPECT_TRUE(decide(squash_chosen{{root_}}, step));
  rows_.put(storage::keys::remembered(step), {});
  const auto decided = decide(squash_chosen{{root_}}, step);
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, rejection_code::too_many);
}

}  // namespace
}  // namespace carnet::test
