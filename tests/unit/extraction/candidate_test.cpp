// What a candidate carries besides its value: its place in the message as it was handed in, its
// reasons.

#include <gtest/gtest.h>

#include "domain/extraction/extraction.hpp"
#include "domain/extraction/model.hpp"
#include "tests/unit/extraction/message_cases.hpp"

namespace carnet::extraction {
namespace {

std::string_view part_of(const message_view& message, place where) {
  if (where == place::subject) return message.subject;
  return where == place::text ? message.text : message.html;
}

std::string span_of(const message_view& message) {
  const auto found = extract(message);
  if (!found.primary) return {};
  const candidate& best = found.candidates[*found.primary];
  return std::string(part_of(message, best.where).substr(best.offset, best.length));
}

TEST(candidate, span_points_into_the_part_as_given) {
  EXPECT_EQ(span_of({.subject = "Hello   there", .text = "\n\nYour  code is\t482913 now"}),
            "482913");
  EXPECT_EQ(span_of({.html = "<p>A &amp; B</p><p>Your code is&nbsp;<b>482913</b></p>"}), "482913");
  EXPECT_EQ(span_of({.text = "Your code is 482 913"}), "482 913");
  EXPECT_EQ(span_of({.text = "código: 482913"}), "482913");
  EXPECT_EQ(span_of({.subject = "482913 is your sign-in code"}), "482913");
}

TEST(candidate, span_of_a_link_is_its_target) {
  const message_view message{
      .subject = "Verify your email",
      .html =
          "<p>x</p><a href=\"https://a.example/verify?token=9f8e7d6c5b4a39281706f5e4\">Verify</a>"};
  EXPECT_EQ(span_of(message), "https://a.example/verify?token=9f8e7d6c5b4a39281706f5e4");
}

TEST(candidate, list_is_ranked_and_bounded) {
  std::string text = "Your code is 482913.\n";
  for (int i = 0; i < 40; ++i) text += "number " + std::to_string(700000 + i * 137) + "\n";
  const auto found = extract({.text = text}, {.max_candidates = 5});
  ASSERT_EQ(found.candidates.size(), 5u);
  EXPECT_EQ(found.candidates[0].value, "482913");
  for (std::size_t i = 1; i < 5; ++i) {
    EXPECT_GE(found.candidates[i - 1].confidence, found.candidates[i].confidence);
  }
}

TEST(candidate, reasons_are_named) {
  const auto found = extract({.text = "Your verification code is 482913"});
  ASSERT_TRUE(found.primary.has_value());
  const auto names = names_of(found.candidates[*found.primary].reasons);
  EXPECT_NE(std::find(names.begin(), names.end(), "strong_cue_before"), names.end());
  for (std::size_t i = 0; i < reason_count; ++i) {
    EXPECT_FALSE(name_of(static_cast<reason>(i)).empty()) << i;
  }
}

TEST(candidate, a_workspace_carries_nothing_over) {
  workspace buffers;
  const message_view first{.subject = "Verify", .text = "Your code is 482913"};
  const message_view second{.text = "See you tomorrow at noon."};
  EXPECT_TRUE(extract(first, {}, buffers).primary.has_value());
  EXPECT_TRUE(extract(second, {}, buffers).candidates.empty());
  EXPECT_EQ(extract(first, {}, buffers).candidates.size(), extract(first).candidates.size());
}

TEST(model, confidence_grows_with_the_score_and_stays_a_probability) {
  double last = 0;
  for (double score = -30; score <= 30; score += 0.5) {
    const double now = confidence_of(secret_type::otp, score);
    EXPECT_GE(now, last);
    EXPECT_GE(now, 0.0);
    EXPECT_LE(now, 1.0);
    last = now;
  }
}

}  // namespace
}  // namespace carnet::extraction
