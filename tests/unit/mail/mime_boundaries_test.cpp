// Which lines separate parts (RFC 2046 5.1.1), and that no other line is lost or taken for one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "producers/mail/parsed_mail.hpp"

namespace carnet::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string multipart(const std::string& boundary, const std::string& body) {
  return "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n" + body;
}

TEST(MimeBoundaries, TakeWordsBehindThemAlong) {
  const auto mail = parse_mail(multipart(
      "b", "--b ignored\r\n\r\none\r\n--b\tas well\r\n\r\ntwo\r\n--b-- the end\r\nepilogue\r\n"));
  EXPECT_EQ(mail.text, "one\ntwo");
}

TEST(MimeBoundaries, AreNotFoundInsideLongerWords) {
  const auto mail =
      parse_mail(multipart("b", "--b\r\n\r\n--bc words\r\n--b--c\r\n-b\r\n--b\r\n\r\ntwo\r\n"));
  EXPECT_EQ(mail.text, "--bc words\n--b--c\n-b\ntwo\n");
}

TEST(MimeBoundaries, TheLongestOneCounts) {
  const auto mail = parse_mail(multipart(
      "b", "--b\r\n" + multipart("b c", "--b c\r\n\r\none\r\n--b c\r\n\r\ntwo\r\n--b c--\r\n") +
               "--b\r\n\r\nthree\r\n--b--\r\n"));
  EXPECT_EQ(mail.text, "one\ntwo\nthree");
}

TEST(MimeBoundaries, LongOnesAreComparedWhole) {
  for (const std::size_t size : {70UL, 999UL, 1'000UL, 1'001UL, 5'000UL, 20'000UL}) {
    const std::string boundary(size, 'x');
    const auto near = "--" + boundary.substr(1) + "\r\n";
    const auto text = "--" + boundary + "\r\n\r\none\r\n" + near + "--" + boundary +
                      "\r\n\r\ntwo\r\n--" + boundary + "--\r\nepilogue\r\n";
    const auto wanted = "one\n--" + boundary.substr(1) + "\ntwo";
    const auto unquoted = "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n" + text;
    // The library leaves the line end in front of a line that is longer than its buffer.
    EXPECT_TRUE(parse_mail(multipart(boundary, text)).text.starts_with(wanted)) << size;
    EXPECT_TRUE(parse_mail(unquoted).text.starts_with(wanted)) << size;
    EXPECT_LE(parse_mail(unquoted).text.size(), wanted.size() + 1) << size;
  }
}

TEST(MimeBoundaries, LongOnesOfOneBeginningAreToldApart) {
  const std::string same(2'000, 'x');
  const auto outer = same + "a";
  const auto inner = same + "b";
  const auto mail = parse_mail(multipart(
      outer, "--" + outer + "\r\n" + multipart(inner, "--" + inner + "\r\n\r\none\r\n") + "--" +
                 outer + "\r\nContent-Type: image/png\r\n\r\ntwo\r\n--" + outer + "--\r\n"));
  EXPECT_EQ(mail.text, "one");
  EXPECT_EQ(mail.attachments.size(), 1);
}

TEST(MimeBoundaries, ALongOneWithoutItsQuoteTakesNothingAlong) {
  const auto mail = parse_mail("Content-Type: multipart/mixed; boundary=\"" +
                               std::string(5'000, 'x') + "\r\nSubject: kept\r\n\r\nbody\r\n");
  EXPECT_EQ(mail.subject, "kept");
  EXPECT_THAT(mail.text, HasSubstr("body"));
}

TEST(MimeBoundaries, OfAnEndedMultipartAreNoText) {
  const auto mail = parse_mail(
      multipart("b", "--b\r\n" + multipart("c", "--c\r\n\r\none\r\n--c--\r\n") +
                         "--b\r\n\r\ntwo\r\n--c\r\nthree\r\n--c--\r\nfour\r\n--b--\r\n"));
  EXPECT_THAT(mail.text, Not(HasSubstr("--c")));
  for (const auto* text : {"one", "two", "three", "four"}) EXPECT_THAT(mail.text, HasSubstr(text));
}

TEST(MimeBoundaries, OfAMultipartThatNeverBeganAreText) {
  const auto mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=b\r\nContent-Type: text/plain\r\n\r\n"
      "--b\r\none\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "--b\none\n--b--\n");
}

// The next part is found although nothing ended the one that is open.
TEST(MimeBoundaries, OfAnOuterMultipartEndTheInnerOnes) {
  const auto mail = parse_mail(multipart(
      "b", "--b\r\n" + multipart("c", "--c\r\n\r\none\r\n") + "--b\r\n\r\ntwo\r\n--b--\r\n"));
  EXPECT_EQ(mail.text, "one\ntwo");
}

// A part with the boundary of one that has ended begins a multipart anew.
TEST(MimeBoundaries, MayBeUsedAgain) {
  const auto inner = multipart("c", "--c\r\n\r\none\r\n--c--\r\n");
  const auto mail = parse_mail(multipart("b", "--b\r\n" + inner + "--b\r\n" + inner + "--b--\r\n"));
  EXPECT_EQ(mail.text, "one\none");
}

}  // namespace
}  // namespace carnet::test
