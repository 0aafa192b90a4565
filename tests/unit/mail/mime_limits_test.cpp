// Input made to break a MIME parser: each must be survived in time that grows with its size only.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "producers/mail/parsed_mail.hpp"

namespace carnet::test {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string nested_multiparts(std::size_t depth) {
  std::string out = "From: a@b.test\r\n";
  for (std::size_t i = 0; i < depth; ++i) {
    const auto mark = "b" + std::to_string(i);
    out += "Content-Type: multipart/mixed; boundary=" + mark + "\r\n\r\n--" + mark + "\r\n";
  }
  return out + "\r\ndeep\r\n";
}

TEST(MimeLimits, NestedAddressGroupsCostNoStack) {
  for (const auto* field : {"From", "To", "Cc", "Reply-To", "resent-from", "Sender "}) {
    const auto mail =
        parse_mail(std::string(field) + ": " + repeated("a:", 2'000'000) + "\r\n\r\nx\r\n");
    EXPECT_EQ(mail.from, "") << field;
  }
}

TEST(MimeLimits, NestedAddressGroupsInAnEmbeddedMessageCostNoStack) {
  const auto mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: "
      "message/rfc822\r\n\r\nFrom: " +
      repeated("a:", 400'000) + "\r\n\r\nx\r\n--b--\r\n");
  EXPECT_EQ(mail.attachments.size(), 1);
}

// However a boundary is written, and whatever makes a part a message.
TEST(MimeLimits, NestedAddressGroupsAreFoundAsTheLibraryFindsThem) {
  const auto groups = "\r\n\r\nFrom: " + repeated("a:", 400'000) + "\r\n\r\nx\r\n--b--\r\n";
  const auto message = "\r\n\r\n--b\r\nContent-Type: message/rfc822" + groups;
  for (const auto* type :
       {"multipart/mixed; xboundary=zzz; boundary=b",
        "multipart/mixed; x=\"boundary=z\"; boundary=b", "multipart/mixed (boundary=z); boundary=b",
        "multipart/mixed; boundary=(c)b", "multipart/mixed; boundary= b",
        "multipart/mixed; boundary = b", "(c)multipart/mixed; boundary=b",
        "multipart /mixed; boundary=b", "multipart/mixed; boundary=\"\\b\"",
        "multipart/mixed; boundary==?utf-8?q?b?=", "multipart/mixed; boundary=\"=?utf-8?q?b?=\"",
        "multipart/mixed; boundary*=utf-8''b", "multipart/mixed; boundary*=utf-8''%62",
        "multipart/mixed; boundary*0=b", "multipart/mixed; boundary=z; boundary*0=b",
        "multipart/mixed; boundary=z; boundary=b", "multipart/mixed; boundary=b; boundary=z"}) {
    EXPECT_EQ(parse_mail("Content-Type: " + std::string(type) + message).from, "") << type;
  }
  for (const auto* type :
       {"Content-Type: (c)message/rfc822", "Content-Type: message /rfc822",
        "Content-Type: message/news", "Content-Type: =?utf-8?q?message/rfc822?="}) {
    parse_mail("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + std::string(type) +
               groups);
    parse_mail(type + groups);
  }
  parse_mail("Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\nX: y" + groups);
  parse_mail("Content-Type: multipart/digest; boundary=b\r\n\r\n--b" + groups);
}

TEST(MimeLimits, PartsAreCountedHoweverTheirBoundaryIsWritten) {
  const auto mail =
      parse_mail("Content-Type: multipart/mixed; x=\"boundary=z\"; boundary=b\r\n\r\n" +
                 repeated("--b\r\nContent-Type: a/b\r\n\r\nx\r\n", mime_limits::parts_max + 1));
  EXPECT_EQ(mail.attachments.size(), mime_limits::parts_max);
  EXPECT_TRUE(mail.truncated);
}

// A digest is read to its end: only the header of a part is followed by another header.
TEST(MimeLimits, BodiesOfADigestAreNoHeaders) {
  const auto mail =
      parse_mail("Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: x\r\n\r\n" +
                 repeated("0123456\r\n\r\n", mime_limits::header_bytes_max / 8) + "--b--\r\n");
  EXPECT_FALSE(mail.truncated);
  EXPECT_EQ(mail.attachments.size(), 1);
}

TEST(MimeLimits, LongListsOfEncodedWordsCostNoStack) {
  const auto words = repeated("\t=?utf-8?Q?date=3E2017-08-20T10:08:28=3C/pr?=\r\n", 20'000);
  std::thread small([&words] {
    const auto mail =
        parse_mail("From: \"test\" <test@test.test>\r\nTo: \"test\" <test@test.test>,\r\n" + words +
                   "\r\nhello\r\n");
    EXPECT_EQ(mail.from, "test@test.test");
    EXPECT_EQ(mail.text, "hello\n");
  });
  small.join();
}

TEST(MimeLimits, Multiparts) {
  const auto most = parse_mail(nested_multiparts(mime_limits::multiparts_max));
  EXPECT_EQ(most.text, "deep\n");
  EXPECT_FALSE(most.truncated);
  const auto more = parse_mail(nested_multiparts(mime_limits::multiparts_max + 1));
  EXPECT_EQ(more.from, "a@b.test");
  EXPECT_TRUE(more.truncated);
}

TEST(MimeLimits, Parts) {
  const auto parts = [](std::size_t count) {
    return parse_mail("From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
                      repeated("--b\r\nContent-Type: application/x\r\n\r\nx\r\n", count));
  };
  const auto most = parts(mime_limits::parts_max);
  EXPECT_EQ(most.attachments.size(), mime_limits::parts_max);
  EXPECT_FALSE(most.truncated);
  const auto more = parts(mime_limits::parts_max + 1);
  EXPECT_EQ(more.attachments.size(), mime_limits::parts_max);
  EXPECT_TRUE(more.truncated);
}

TEST(MimeLimits, HeaderFields) {
  const auto most =
      parse_mail("From: a@b.test\r\n" + repeated("X: y\r\n", mime_limits::header_fields_max - 1) +
                 "\r\nbody\r\n");
  EXPECT_EQ(most.text, "body\n");
  const auto more = parse_mail(
      "From: a@b.test\r\n" + repeated("X: y\r\n", mime_limits::header_fields_max) + "\r\nbody\r\n");
  EXPECT_EQ(more.from, "a@b.test");
  EXPECT_TRUE(more.truncated);
}

TEST(MimeLimits, HeaderBytes) {
  const auto mail =
      parse_mail("From: a@b.test\r\nX: " + std::string(mime_limits::header_bytes_max, 'x') +
                 "\r\n\r\nbody\r\n");
  EXPECT_EQ(mail.from, "a@b.test");
  EXPECT_TRUE(mail.truncated);
}

TEST(MimeLimits, LongLinesAreCutAtACharacter) {
  const auto mail = parse_mail("Subject: " + repeated("\xc3\xa9", 1'500) + "\r\n\r\nx\r\n");
  EXPECT_EQ(mail.subject, repeated("\xc3\xa9", 1'000));
}

TEST(MimeLimits, BodiesAreCut) {
  const auto mail = parse_mail("Subject: x\r\n\r\n" + repeated("0123456\r\n", 2'000'000));
  EXPECT_LE(mail.text.size(), mime_limits::body_bytes_max);
  EXPECT_GT(mail.text.size(), mime_limits::body_bytes_max / 2);
}

// Each of these was quadratic or worse in some parser.
TEST(MimeLimits, HostileShapesTakeLinearTime) {
  const std::string shapes[] = {
      "Content-Type: text/plain" + repeated("; a=b", 150'000) + "\r\n\r\nx\r\n",
      "From: " + repeated("(", 900'000) + "\r\n\r\nx\r\n",
      "From: " + repeated("\"", 900'000) + "\r\n\r\nx\r\n",
      "From: " + repeated("a@b, ", 180'000) + "\r\n\r\nx\r\n",
      "Subject: " + repeated("=?", 400'000) + "\r\n\r\nx\r\n",
      nested_multiparts(100) + repeated("--b\r\n", 400'000),
      "Content-Type: text/html\r\n\r\n" + repeated("<div>", 800'000),
      "Content-Type: text/html\r\n\r\n" + repeated("<a href=\"", 400'000),
      "Content-Type: text/html\r\n\r\n" + repeated("<script>", 400'000),
      "Content-Type: text/html\r\n\r\n" + repeated("<!--", 800'000),
      "Content-Type: text/html\r\n\r\n" + repeated("</", 800'000),
      "Content-Type: text/html\r\n\r\n" + repeated("&", 3'000'000),
      "Content-Type: text/html\r\n\r\n<script>" + repeated("</", 1'500'000),
  };
  for (const auto& shape : shapes) {
    const auto start = std::chrono::steady_clock::now();
    parse_mail(shape);
    const auto spent = std::chrono::steady_clock::now() - start;
    // A hundred times what is usual: only a wrong order of growth gets here.
    EXPECT_LT(spent, std::chrono::seconds(20)) << shape.substr(0, 60);
  }
}

}  // namespace
}  // namespace carnet::test
