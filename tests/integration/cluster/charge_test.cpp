// Requests counted for other nodes' projects.
#include <gtest/gtest.h>

#include "api/cluster/charge_book.hpp"
#include "api/cluster/seen_marks.hpp"

namespace carnet::cluster {
namespace {

constexpr std::int64_t now_s = 1'800'000'000;
constexpr std::uint32_t per_minute = 5;

// A book whose owner is a real limiter, which can be out of reach.
struct bookkeeping {
  http::rate_limiter owner;
  bool reachable = true;
  int messages = 0;
  charge_book book{[](partition_id) {
                     return producers::partition_standing{
                         false, producers::owner_place{"n", "http://n", 1}};
                   },
                   [this](const auto&, const std::string& text, const auto& done) {
                     ++messages;
                     done(reachable ? std::optional(answer(text)) : std::nullopt);
                   }};

  std::string answer(const std::string& text) {
    std::string out;
    const auto lines = read_charges(text);
    for (const auto& line : *lines) {
      append_line(out,
                  left_line{line.key, owner.charge(line.key, line.per_minute, line.count, now_s)});
    }
    return out;
  }

  bool admits(std::int64_t at = now_s, const std::string& key = "k") {
    return !book.charge(key, per_minute, 1, at).refused;
  }
};

TEST(ChargeBook, TheOwnersCountDecides) {
  bookkeeping b;
  b.owner.charge("k", per_minute, 3, now_s);
  EXPECT_TRUE(b.admits());
  b.book.flush(now_s);
  EXPECT_TRUE(b.admits());
  EXPECT_FALSE(b.admits());
  b.book.flush(now_s);
  EXPECT_FALSE(b.admits());
  EXPECT_TRUE(b.owner.admit("k", {per_minute, 0}, now_s).refused);
}

TEST(ChargeBook, OneMessageCarriesAllKeys) {
  bookkeeping b;
  for (int n = 0; n < 100; ++n) EXPECT_TRUE(b.admits(now_s, "k" + std::to_string(n)));
  b.book.flush(now_s);
  b.book.flush(now_s);
  EXPECT_EQ(b.messages, 1);
  EXPECT_EQ(b.owner.charge("k7", per_minute, 0, now_s).remaining, per_minute - 1);
}

TEST(ChargeBook, WhatWasRefusedIsAskedForAgainWhenTheWindowHasPassed) {
  bookkeeping b;
  for (std::uint32_t n = 0; n < per_minute; ++n) EXPECT_TRUE(b.admits());
  EXPECT_FALSE(b.admits());
  b.book.flush(now_s);
  EXPECT_FALSE(b.admits(now_s + 59));
  EXPECT_TRUE(b.admits(now_s + 61));
}

TEST(ChargeBook, AnOwnerOutOfReachDoesNotStopReads) {
  bookkeeping b;
  b.reachable = false;
  EXPECT_TRUE(b.admits());
  b.book.flush(now_s);
  EXPECT_TRUE(b.admits());
}

TEST(ChargeLines, RefuseWhatIsNone) {
  EXPECT_TRUE(read_charges("k 5 1\nl 6 2\n"));
  for (const auto* text : {"k", "k 5", "k 5 x", "k 0 1\n", " 5 1\n", "k 5 1 1", "k -5 1"}) {
    EXPECT_FALSE(read_charges(text)) << text;
  }
  std::string many;
  for (std::size_t n = 0; n < charge_lines_max; ++n) many += "k 1 1\n";
  EXPECT_TRUE(read_charges(many));
  EXPECT_FALSE(read_charges(many + "k 1 1\n"));
}

TEST(SeenMarks, KnowsAMarkAgain) {
  seen_marks seen;
  EXPECT_TRUE(seen.is_new("a", now_s));
  EXPECT_FALSE(seen.is_new("a", now_s + 1));
  EXPECT_TRUE(seen.is_new("b", now_s));
}

}  // namespace
}  // namespace carnet::cluster
