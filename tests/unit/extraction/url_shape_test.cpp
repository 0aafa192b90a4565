// What the form of a URL gives away.

#include "domain/extraction/url_shape.hpp"

#include <gtest/gtest.h>

#include "domain/extraction/text_reader.hpp"

namespace carnet::extraction {
namespace {

TEST(url_shape, tokens_are_told_from_words_and_numbers) {
  EXPECT_EQ(read_url("https://a.example/verify/9f8e7d6c5b4a39281706").token,
            token_strength::strong);
  EXPECT_EQ(read_url("https://a.example/k/3f2504e0-4f89-11d3-9a0c-0305e82c3301").token,
            token_strength::strong);
  EXPECT_EQ(read_url("https://a.example/r?key=Zk9Qw3rTy7Ui").token, token_strength::strong);
  EXPECT_EQ(read_url("https://a.example/login?code=482913").token, token_strength::weak);
  EXPECT_EQ(read_url("https://a.example/help/articles/how-to-start").token, token_strength::none);
  EXPECT_EQ(read_url("https://a.example/").token, token_strength::none);
}

TEST(url_shape, a_target_inside_a_tracker_is_seen_through) {
  const url_shape home = read_url(
      "https://x1.r.eu-west-1.awstrack.me/L0/https:%2F%2Fa.example%2F/1/0102018f-aaaa-bbbb-000000/"
      "Zk9Qw3rTy7Ui=3");
  EXPECT_FALSE(home.tracked);
  EXPECT_EQ(home.token, token_strength::none);
  const url_shape action = read_url(
      "https://x1.r.eu-west-1.awstrack.me/L0/https:%2F%2Fa.example%2Fverify%2F9f8e7d6c5b4a39281706/"
      "1/0102/Zk9=3");
  EXPECT_EQ(action.token, token_strength::strong);
  EXPECT_TRUE(action.action);
}

TEST(url_shape, an_opaque_tracker_says_nothing) {
  const url_shape shape =
      read_url("https://u1.ct.sendgrid.net/ls/click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4");
  EXPECT_TRUE(shape.tracked);
  EXPECT_EQ(shape.token, token_strength::none);
}

TEST(url_shape, words_are_matched_at_their_start) {
  EXPECT_TRUE(read_url("https://a.example/orders/1").commerce);
  EXPECT_FALSE(read_url("https://a.example/border/1").commerce);
  EXPECT_TRUE(read_url("https://a.example/userSettings").navigation);
}

TEST(url_shape, other_schemes_are_no_web_links) {
  for (const auto url :
       {"mailto:a@b.example", "tel:123456", "javascript:alert(1)", "https://", "/relative", ""}) {
    EXPECT_FALSE(read_url(url).web) << url;
  }
}

TEST(url_shape, registered_domains) {
  EXPECT_EQ(registered_domain("mail.shop.co.uk"), "shop.co.uk");
  EXPECT_EQ(registered_domain("a.b.example.com"), "example.com");
  EXPECT_EQ(registered_domain("localhost"), "localhost");
  EXPECT_TRUE(same_site("APP.Harbor.example", "harbor.example"));
  EXPECT_FALSE(same_site("harbor.example", "harbor.test"));
}

TEST(url_length, leaves_out_what_the_sentence_added) {
  EXPECT_EQ(url_length("https://a.example/x."), 19u);
  EXPECT_EQ(url_length("https://a.example/x)"), 19u);
  EXPECT_EQ(url_length("https://a.example/(x)"), 21u);
  EXPECT_EQ(url_length("https://a.example/x\">"), 19u);
  EXPECT_EQ(url_length("ftp://a.example"), 0u);
}

}  // namespace
}  // namespace carnet::extraction
