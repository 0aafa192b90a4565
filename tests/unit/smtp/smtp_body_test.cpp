// Message bodies: dot-stuffing, strict line ends against smuggling, chunks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/smtp/talk.hpp"

namespace carnet::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(SmtpBody, UndoesDotStuffing) {
  const struct {
    const char* sent;
    const char* stored;
  } table[] = {{".\r\n", ""},
               {"a\r\n.\r\n", "a\r\n"},
               {"..\r\n.\r\n", ".\r\n"},
               {"..a\r\n...\r\n.\r\n", ".a\r\n..\r\n"},
               {".a\r\n.\r\n", "a\r\n"},
               {"a.\r\nb..c\r\n.\r\n", "a.\r\nb..c\r\n"},
               {"\r\n\r\n.\r\n", "\r\n\r\n"}};
  for (const auto& row : table) {
    for (const bool spelled : {false, true}) {
      talk client;
      client.begin();
      client.say("DATA\r\n");
      const auto reply = spelled ? client.spell(row.sent) : client.say(row.sent);
      EXPECT_THAT(reply, StartsWith("250 2.0.0")) << row.sent;
      ASSERT_EQ(client.mails.size(), 1) << row.sent;
      EXPECT_EQ(client.mails[0].raw, row.stored) << row.sent;
    }
  }
}

// What other servers have taken for the end of a message, followed by a second envelope.
TEST(SmtpBody, IsNotEndedByAnythingButCrlfDotCrlf) {
  const char* marks[] = {"\n.\n",   "\n.\r\n",     "\r\n.\n",     "\r.\r",     "\r\n.\r",
                         "\r.\r\n", "\r\n.\r\r\n", "\r\r\n.\r\n", "\n\n.\r\n", "\r\n\r.\r\n"};
  for (const std::string mark : marks) {
    for (const bool spelled : {false, true}) {
      talk client;
      client.begin();
      client.say("DATA\r\n");
      const auto smuggled =
          "first" + mark + "MAIL FROM:<evil@b>\r\nRCPT TO:<victim@d>\r\nDATA\r\nsecond\r\n.\r\n";
      const auto reply = spelled ? client.spell(smuggled) : client.say(smuggled);
      EXPECT_THAT(reply, Not(HasSubstr("250 2.0.0 Message stored")))
          << testing::PrintToString(mark);
      EXPECT_THAT(reply, StartsWith("550 5.6.0")) << testing::PrintToString(mark);
      EXPECT_TRUE(client.mails.empty());
      EXPECT_TRUE(client.closed);
      EXPECT_EQ(client.asked.size(), 1);
    }
  }
}

// A bare CR in the line before the end is a violation, and no reason to miss the end.
TEST(SmtpBody, IsEndedBehindABareCarriageReturn) {
  for (const std::string body : {"x\ry\r\n", "x\r\r\n", "x\r.\r\n", "\r\r\n", ".\r\r\n"}) {
    for (const bool spelled : {false, true}) {
      talk client;
      client.begin();
      client.say("DATA\r\n");
      const auto reply = spelled ? client.spell(body + ".\r\n") : client.say(body + ".\r\n");
      EXPECT_THAT(reply, StartsWith("550 5.6.0")) << testing::PrintToString(body);
      EXPECT_TRUE(client.mails.empty());
    }
  }
}

TEST(SmtpBody, CountsALineEndViolation) {
  talk client;
  client.begin();
  client.say("DATA\r\na\nb\r\n.\r\n");
  EXPECT_EQ(client.counters.line_end_violations, 1);
  EXPECT_EQ(client.counters.messages_refused, 1);
}

TEST(SmtpBody, ClosesOnCommandsWithoutCrlf) {
  for (const auto* line : {"NOOP\n", "NO\rOP\r\n", "NOOP\r\r\n"}) {
    talk client;
    EXPECT_THAT(client.say(line), StartsWith("521 5.5.2")) << testing::PrintToString(line);
    EXPECT_TRUE(client.closed);
  }
}

TEST(SmtpBody, KeepsBytesThatAreNotLineEnds) {
  talk client;
  client.begin();
  const std::string body("\0\xff\x7f caf\xe9 \t.\r\n", 13);
  client.say("DATA\r\n" + body + ".\r\n");
  ASSERT_EQ(client.mails.size(), 1);
  EXPECT_EQ(client.mails[0].raw, body);
}

TEST(SmtpChunks, MakeOneMessage) {
  for (const bool spelled : {false, true}) {
    talk client;
    client.begin();
    const std::string_view sent = "BDAT 5\r\nab\r\n.BDAT 3\r\n\r\n.BDAT 2 LAST\r\n\r\n";
    const auto reply = spelled ? client.spell(sent) : client.say(sent);
    EXPECT_THAT(reply, EndsWith("250 2.0.0 Message stored\r\n")) << reply;
    ASSERT_EQ(client.mails.size(), 1);
    EXPECT_EQ(client.mails[0].raw, "ab\r\n.\r\n.\r\n");
  }
}

TEST(SmtpChunks, AnswerEachChunk) {
  talk client;
  client.begin();
  EXPECT_EQ(client.say("BDAT 3\r\na\r\n"), "250 2.0.0 3 octets received\r\n");
  EXPECT_EQ(client.say("BDAT 0\r\n"), "250 2.0.0 0 octets received\r\n");
  EXPECT_THAT(client.say("DATA\r\n"), StartsWith("503 5.5.1"));
  EXPECT_THAT(client.say("RCPT TO:<x@y>\r\n"), StartsWith("503 5.5.1"));
  EXPECT_EQ(client.say("BDAT 0 LAST\r\n"), "250 2.0.0 Message stored\r\n");
  EXPECT_EQ(client.mails.at(0).raw, "a\r\n");
}

TEST(SmtpChunks, AreSkippedWhenTheyCannotBeTaken) {
  talk client;
  client.say("EHLO x\r\n");
  EXPECT_EQ(client.say("BDAT 6 LAST\r\nQUIT\r\n"), "503 5.5.1 Send MAIL first\r\n");
  client.say("MAIL FROM:<a@b>\r\n");
  EXPECT_EQ(client.say("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n"),
            "503 5.5.1 No valid recipients\r\n250 2.0.0 OK\r\n");
  EXPECT_FALSE(client.closed);
}

TEST(SmtpChunks, CloseOnASizeThatCannotBeRead) {
  for (const auto* line : {"BDAT\r\n", "BDAT x\r\n", "BDAT -1\r\n", "BDAT 5 FIRST\r\n",
                           "BDAT 99999999999999999999\r\n", "BDAT 268435457\r\n"}) {
    talk client;
    client.begin();
    EXPECT_THAT(client.say(line), StartsWith("501 5.5.4")) << line;
    EXPECT_TRUE(client.closed);
  }
}

TEST(SmtpChunks, MustHoldWholeLines) {
  for (const auto* sent :
       {"BDAT 2 LAST\r\na\n", "BDAT 2 LAST\r\na\r", "BDAT 2\r\na\rBDAT 1 LAST\r\nb"}) {
    talk client;
    client.begin();
    EXPECT_THAT(client.say(sent), HasSubstr("550 5.6.0")) << testing::PrintToString(sent);
    EXPECT_TRUE(client.mails.empty());
  }
}

TEST(SmtpChunks, CanBeGivenUp) {
  talk client;
  client.begin();
  client.say("BDAT 3\r\na\r\n");
  EXPECT_THAT(client.say("RSET\r\n"), StartsWith("250"));
  EXPECT_EQ(client.budget.used(), 0);
  EXPECT_THAT(client.say("BDAT 0 LAST\r\n"), StartsWith("503"));
}

}  // namespace
}  // namespace carnet::test
