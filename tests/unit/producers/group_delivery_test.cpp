// A message's way to one partition while that changes hands.
#include "producers/ingress/group_delivery.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <optional>

namespace carnet::producers {
namespace {

// The ways as a script: who owns the partition, what each attempt gives; pauses end when told.
struct script {
  partition_standing stands;
  std::deque<attempt_end> ends;
  std::string asked;
  std::deque<std::function<void()>> paused;
  std::optional<delivery_outcome> outcome;
  delivery_ways ways;

  script() {
    ways.standing = [this](partition_id) { return stands; };
    ways.here = [this](auto, attempt_taker done) { answer("here ", std::move(done)); };
    ways.there = [this](auto, const owner_place& to, auto, attempt_taker done) {
      answer(to.url + " ", std::move(done));
    };
    ways.later = [this](auto, auto run) { paused.push_back(std::move(run)); };
  }

  void answer(const std::string& who, attempt_taker done) {
    asked += who;
    const auto end = ends.front();
    ends.pop_front();
    done(end);
  }

  void deliver() {
    deliver_group(ways, 1, std::make_shared<inbound_mail>(),
                  [this](delivery_outcome end) { outcome = end; });
  }

  void go_on() {
    auto run = std::move(paused.front());
    paused.pop_front();
    run();
  }
};

TEST(GroupDelivery, GoesToTheRowsHere) {
  script s;
  s.stands = {true, std::nullopt};
  s.ends = {attempt_end::stored};
  s.deliver();
  EXPECT_EQ(s.outcome, delivery_outcome::stored);
  EXPECT_EQ(s.asked, "here ");
}

TEST(GroupDelivery, FollowsThePartition) {
  script s;
  s.stands = {true, std::nullopt};
  s.ends = {attempt_end::moved, attempt_end::moved, attempt_end::stored};
  s.deliver();
  s.stands = {false, std::nullopt};
  s.go_on();
  s.stands = {false, owner_place{"n", "u1", 1}};
  s.go_on();
  s.stands = {false, owner_place{"m", "u2", 2}};
  EXPECT_FALSE(s.outcome);
  s.go_on();
  EXPECT_EQ(s.outcome, delivery_outcome::stored);
  EXPECT_EQ(s.asked, "here u1 u2 ");
}

TEST(GroupDelivery, PassesRefusalsOn) {
  for (const auto& [end, outcome] :
       {std::pair{attempt_end::rate_limited, delivery_outcome::rate_limited},
        std::pair{attempt_end::storage_full, delivery_outcome::storage_full},
        std::pair{attempt_end::rejected, delivery_outcome::rejected},
        std::pair{attempt_end::unavailable, delivery_outcome::unavailable}}) {
    script s;
    s.stands = {false, owner_place{"n", "u", 1}};
    s.ends = {end};
    s.deliver();
    EXPECT_EQ(s.outcome, outcome);
  }
}

TEST(GroupDelivery, WithoutOtherNodesDoesNotWaitForOne) {
  script s;
  s.ways.there = {};
  s.ways.later = {};
  s.stands = {false, owner_place{"n", "u", 1}};
  s.deliver();
  EXPECT_EQ(s.outcome, delivery_outcome::unavailable);
}

}  // namespace
}  // namespace carnet::producers
