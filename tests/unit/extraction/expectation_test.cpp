// Whose message, code and link it is, for an identity that was told whom to expect.

#include "domain/extraction/expectation.hpp"

#include <gtest/gtest.h>

#include "tests/unit/extraction/message_cases.hpp"

namespace carnet::extraction {
namespace {

TEST(within_host, the_host_itself_and_what_lies_below_it) {
  EXPECT_TRUE(within_host("b.example", "b.example"));
  EXPECT_TRUE(within_host("A.B.Example", "b.example"));
  EXPECT_FALSE(within_host("ab.example", "b.example"));
  EXPECT_FALSE(within_host("b.example.evil.example", "b.example"));
  EXPECT_FALSE(within_host("example", "b.example"));
  EXPECT_FALSE(within_host("", "b.example"));
  EXPECT_FALSE(within_host("b.example", ""));
}

TEST(address_of, is_bare) {
  EXPECT_EQ(address_of("a@b.example"), "a@b.example");
  EXPECT_EQ(address_of("The <Shop> <a@b.example>"), "a@b.example");
  EXPECT_EQ(address_of("\"x@y.example\" <a@b.example>"), "a@b.example");
  EXPECT_EQ(address_of("HARBOR"), "");
  EXPECT_EQ(address_of(""), "");
}

TEST(expectation, a_stranger_s_code_and_link_are_refused) {
  const message_view code{.from = "a@shop.example", .text = "Your sign-in code is 482913"};
  EXPECT_EQ(primary_value(code, {.expect_sender = "A@shop.example"}), "482913");
  EXPECT_EQ(primary_value(code, {.expect_sender = "b@shop.example"}), "");
  EXPECT_EQ(primary_value(code, {.expect_host = "shop.example"}), "482913");
  EXPECT_EQ(primary_value(code, {.expect_host = "op.example"}), "");
  const message_view link{.from = "a@evil.example",
                          .subject = "Verify your email",
                          .text = "https://shop.example/verify?token=9f8e7d6c5b4a39281706f5e4"};
  EXPECT_EQ(primary_value(link, {.expect_host = "shop.example"}), "");
  EXPECT_NE(primary_value(link), "");
}

TEST(expectation, a_sender_alone_says_nothing_about_hosts_and_both_say_both) {
  const message_view mail{.from = "a@mailer.example",
                          .subject = "Verify your email",
                          .text = "https://shop.example/verify?token=9f8e7d6c5b4a39281706f5e4"};
  EXPECT_NE(primary_value(mail, {.expect_sender = "a@mailer.example"}), "");
  EXPECT_NE(
      primary_value(mail, {.expect_sender = "a@mailer.example", .expect_host = "shop.example"}),
      "");
  EXPECT_EQ(
      primary_value(mail, {.expect_sender = "a@mailer.example", .expect_host = "mailer.example"}),
      "");
}

TEST(expectation, without_a_sender_the_origin_bound_line_or_the_link_must_tell) {
  const message_view bound{.text = "482913 is your code\n\n@shop.example #482913"};
  EXPECT_EQ(primary_value(bound, {.expect_host = "shop.example"}), "482913");
  EXPECT_EQ(primary_value(bound, {.expect_host = "quay.example"}), "");
  EXPECT_EQ(primary_value({.text = "482913 is your code"}, {.expect_host = "shop.example"}), "");
  const message_view link{.text =
                              "Sign in: https://shop.example/in?token=9f8e7d6c5b4a39281706f5e4"};
  EXPECT_NE(primary_value(link, {.expect_host = "shop.example"}), "");
  EXPECT_EQ(primary_value(link, {.expect_host = "quay.example"}), "");
}

TEST(expectation, a_line_bound_to_another_host_is_a_stranger_s) {
  const message_view mail{.from = "a@shop.example",
                          .text = "482913 is your code\n\n@quay.example #482913"};
  EXPECT_EQ(primary_value(mail, {.expect_host = "shop.example"}), "");
}

TEST(expectation, what_is_expected_ranks_higher) {
  const message_view mail{.from = "a@shop.example", .text = "Your sign-in code is 482913"};
  const double plain = extract(mail).candidates.at(0).confidence;
  const double expected =
      extract(mail, {.expect_host = "shop.example"}).candidates.at(0).confidence;
  EXPECT_GT(expected, plain);
}

}  // namespace
}  // namespace carnet::extraction
