// Which projects a topic still has to be told of, and whose turn it is.
#include "processors/ocsf/topic_backlog.hpp"

#include <gmock/gmock.h>

namespace carnet::processors {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

const project_id a{"aaaaaaaaaaaa"}, b{"bbbbbbbbbbbb"}, c{"cccccccccccc"};

TEST(topic_backlog, begins_where_the_topic_stands) {
  topic_backlog backlog;
  backlog.begin({{to_wire(a), 7}});
  EXPECT_EQ(backlog.told(a), 7);
  EXPECT_EQ(backlog.told(b), 0);
  EXPECT_TRUE(backlog.empty());
  EXPECT_EQ(backlog.oldest(), std::nullopt);
}

TEST(topic_backlog, everybody_has_a_turn) {
  topic_backlog backlog;
  for (const auto& one : {c, a, b}) backlog.grew(one, 10);
  EXPECT_THAT(backlog.turns(), ElementsAre(a, b, c));
  backlog.committed(a, 5, 11, false);
  EXPECT_THAT(backlog.turns(), ElementsAre(b, c, a));
  backlog.committed(b, 1, 12, true);
  EXPECT_THAT(backlog.turns(), ElementsAre(c, a));
  EXPECT_EQ(backlog.told(a), 5);
}

TEST(topic_backlog, the_oldest_that_waits_is_the_lag) {
  topic_backlog backlog;
  backlog.grew(a, 30);
  backlog.grew(b, 20);
  backlog.grew(b, 25);
  EXPECT_THAT(backlog.oldest(), Optional(20));
  backlog.committed(b, 3, 22, false);
  EXPECT_THAT(backlog.oldest(), Optional(22));
  backlog.committed(b, 9, 24, true);
  EXPECT_THAT(backlog.oldest(), Optional(30));
}

TEST(topic_backlog, what_began_anew_forgets_what_waited) {
  topic_backlog backlog;
  backlog.grew(a, 1);
  backlog.committed(a, 4, 1, false);
  backlog.begin({{to_wire(a), 2}});
  EXPECT_THAT(backlog.turns(), IsEmpty());
  EXPECT_EQ(backlog.told(a), 2);
}

}  // namespace
}  // namespace carnet::processors
