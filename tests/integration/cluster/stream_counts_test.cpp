// Open streams of a project, counted over all nodes.
#include "api/cluster/stream_counts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace carnet::cluster {
namespace {

constexpr std::uint32_t limit = 4;
constexpr partition_id home = 1;

// An owner and two more nodes, whose messages are answered at once while the owner is in reach.
struct three_nodes {
  bool reachable = true;
  stream_counts owner{[](partition_id) { return producers::partition_standing{true, {}}; },
                      [](const auto&, auto, const auto& done) { done(std::nullopt); }};
  stream_counts second = follower("second");
  stream_counts third = follower("third");
  std::vector<http::lease> open;

  stream_counts follower(const std::string& name) {
    return {[](partition_id) {
              return producers::partition_standing{
                  false, producers::owner_place{"owner", "http://owner", 1}};
            },
            [this, name](const auto&, const std::string& text, const auto& done) {
              if (!reachable) return done(std::nullopt);
              auto lines = read_charges(text);
              owner.tell(name, *lines, stream_counts::clock::now());
              std::string out;
              for (const auto& line : *lines) append_line(out, line);
              done(out);
            }};
  }

  bool opens(stream_counts& node) {
    std::optional<http::lease> place;
    node.take("p", home, limit, [&place](auto given) { place = std::move(given); });
    const bool got = place.has_value();
    if (got) open.push_back(std::move(*place));
    return got;
  }
};

TEST(StreamCounts, TheLimitHoldsOverAllNodes) {
  three_nodes all;
  EXPECT_TRUE(all.opens(all.second));
  EXPECT_TRUE(all.opens(all.owner));
  EXPECT_TRUE(all.opens(all.third));
  EXPECT_TRUE(all.opens(all.second));
  for (auto* node : {&all.owner, &all.second, &all.third}) EXPECT_FALSE(all.opens(*node));
}

TEST(StreamCounts, WhatIsClosedIsFreeOnceTheOwnerWasTold) {
  three_nodes all;
  for (std::uint32_t n = 0; n < limit; ++n) EXPECT_TRUE(all.opens(all.second));
  all.open.clear();
  EXPECT_FALSE(all.opens(all.owner));
  all.second.flush();
  EXPECT_TRUE(all.opens(all.owner));
}

TEST(StreamCounts, ANodeThatIsGoneIsForgotten) {
  three_nodes all;
  std::vector<charge_line> gone{{.key = "p", .per_minute = limit, .count = limit}};
  const auto before = stream_counts::clock::now() - 2 * stream_counts::forgotten_after;
  all.owner.tell("gone", gone, before);
  EXPECT_EQ(gone[0].count, limit);
  EXPECT_TRUE(all.opens(all.third));
}

TEST(StreamCounts, WhileTheOwnerIsSilentEachNodeCountsForItself) {
  three_nodes all;
  all.reachable = false;
  for (std::uint32_t n = 0; n < limit; ++n) EXPECT_TRUE(all.opens(all.second));
  EXPECT_FALSE(all.opens(all.second));
  EXPECT_TRUE(all.opens(all.third));
}

TEST(StreamCounts, ANewOwnerIsTold) {
  three_nodes all;
  all.reachable = false;
  for (std::uint32_t n = 0; n < limit; ++n) EXPECT_TRUE(all.opens(all.second));
  all.reachable = true;
  EXPECT_TRUE(all.opens(all.owner));
  all.second.flush();
  EXPECT_FALSE(all.opens(all.owner));
}

}  // namespace
}  // namespace carnet::cluster
