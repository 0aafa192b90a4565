// The order of commands and the replies to them (RFC 5321, 2034, 2920, 3207, 6531).
#include "producers/smtp/smtp_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/smtp/talk.hpp"

namespace carnet::test {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view whole_mail =
    "EHLO client.test\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\n"
    "Subject: x\r\n\r\nhello\r\n.\r\nQUIT\r\n";

TEST(SmtpSession, GreetsWithItsName) {
  smtp_counters counters;
  byte_budget budget(1 << 20);
  const smtp_limits limits;
  smtp_session session(limits, test_peer(false), budget, counters);
  EXPECT_EQ(session.output(), "220 mx.test ESMTP Carnet\r\n");
}

TEST(SmtpSession, OffersItsExtensions) {
  talk client;
  const auto reply = client.say("EHLO client.test\r\n");
  for (const auto* name : {"PIPELINING", "SIZE 26214400", "8BITMIME", "SMTPUTF8", "CHUNKING",
                           "ENHANCEDSTATUSCODES", "STARTTLS", "HELP"}) {
    EXPECT_THAT(reply, HasSubstr(name));
  }
  EXPECT_THAT(client.say("STARTTLS\r\n"), StartsWith("220 2.0.0"));
  EXPECT_THAT(client.say("EHLO client.test\r\n"), Not(HasSubstr("STARTTLS")));
}

TEST(SmtpSession, TakesAMail) {
  talk client;
  const auto replies = client.say(whole_mail);
  EXPECT_THAT(replies,
              EndsWith("250 2.1.0 Sender OK\r\n250 2.1.5 Recipient OK\r\n"
                       "354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Message stored\r\n"
                       "221 2.0.0 Bye\r\n"));
  ASSERT_EQ(client.mails.size(), 1);
  EXPECT_EQ(client.mails[0].raw, "Subject: x\r\n\r\nhello\r\n");
  EXPECT_EQ(client.mails[0].envelope_from, "a@b.test");
  EXPECT_THAT(client.mails[0].recipients, ElementsAre("c@d.test"));
  EXPECT_EQ(client.mails[0].helo, "client.test");
  EXPECT_EQ(client.mails[0].peer, "192.0.2.7");
  EXPECT_TRUE(client.closed);
}

TEST(SmtpSession, DoesNotCareWhereReadsEnd) {
  talk at_once;
  talk by_bytes;
  EXPECT_EQ(at_once.say(whole_mail), by_bytes.spell(whole_mail));
  ASSERT_EQ(by_bytes.mails.size(), 1);
  EXPECT_EQ(by_bytes.mails[0].raw, at_once.mails[0].raw);
}

TEST(SmtpSession, TakesManyMailsInOneSession) {
  talk client;
  for (int i = 0; i < 1000; ++i) {
    client.begin();
    EXPECT_THAT(client.say("DATA\r\nx\r\n.\r\n"), EndsWith("250 2.0.0 Message stored\r\n"));
  }
  EXPECT_EQ(client.mails.size(), 1000);
  EXPECT_EQ(client.counters.messages_stored, 1000);
  EXPECT_EQ(client.budget.used(), 0);
}

TEST(SmtpSession, AnswersEachCommandInItsState) {
  const struct {
    const char* before;
    const char* command;
    const char* reply;
  } table[] = {
      {"", "MAIL FROM:<a@b>", "503 5.5.1"},
      {"", "RCPT TO:<a@b>", "503 5.5.1"},
      {"", "DATA", "503 5.5.1"},
      {"", "EHLO", "501 5.5.4"},
      {"", "HELO x", "250 mx.test"},
      {"", "helo x", "250 mx.test"},
      {"", "NOOP whatever", "250 2.0.0"},
      {"", "RSET", "250 2.0.0"},
      {"", "VRFY someone", "252 2.1.5"},
      {"", "VRFY", "501 5.5.4"},
      {"", "EXPN list", "502 5.5.1"},
      {"", "HELP", "214-2.0.0"},
      {"", "WHAT", "500 5.5.1"},
      {"", "", "500 5.5.1"},
      {"", "STARTTLS now", "501 5.5.4"},
      {"EHLO x\r\n", "RCPT TO:<a@b>", "503 5.5.1"},
      {"EHLO x\r\n", "MAIL FROM:a@b", "501 5.1.7"},
      {"EHLO x\r\n", "MAIL TO:<a@b>", "501 5.5.4"},
      {"EHLO x\r\n", "MAIL FROM:<>", "250 2.1.0"},
      {"EHLO x\r\n", "MAIL FROM: <a@b>", "250 2.1.0"},
      {"EHLO x\r\n", "mail from:<a@b> size=10 body=8bitmime", "250 2.1.0"},
      {"EHLO x\r\n", "MAIL FROM:<a@b> BODY=BINARYMIME", "501 5.5.4"},
      {"EHLO x\r\n", "MAIL FROM:<a@b> SIZE=ten", "501 5.5.4"},
      {"EHLO x\r\n", "MAIL FROM:<a@b> RET=FULL", "555 5.5.4"},
      {"EHLO x\r\n", "MAIL FROM:<\xc3\xa9@b>", "553 5.6.7"},
      {"EHLO x\r\n", "MAIL FROM:<\xc3\xa9@b> SMTPUTF8", "250 2.1.0"},
      {"EHLO x\r\n", "MAIL FROM:<\xff\xfe@b.c> SMTPUTF8", "501 5.1.7"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\n", "MAIL FROM:<a@b>", "503 5.5.1"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\n", "DATA", "503 5.5.1"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\n", "RCPT TO:<>", "501 5.1.3"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\n", "RCPT TO:<c@d> NOTIFY=NEVER", "555 5.5.4"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\n", "RCPT TO:<\xc3\xa9@b>", "553 5.6.7"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\n", "RCPT TO:<Postmaster>", "250 2.1.5"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n", "DATA now", "501 5.5.4"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRSET\r\n", "DATA", "503 5.5.1"},
      {"EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nEHLO x\r\n", "DATA", "503 5.5.1"},
      {"EHLO x\r\nSTARTTLS\r\n", "MAIL FROM:<a@b>", "503 5.5.1"},
      {"EHLO x\r\nSTARTTLS\r\nEHLO x\r\n", "STARTTLS", "503 5.5.1"},
  };
  for (const auto& row : table) {
    talk client;
    for (std::string_view rest = row.before; !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n') + 1);
      client.say(line);
      rest.remove_prefix(line.size());
    }
    EXPECT_THAT(client.say(std::string(row.command) + "\r\n"), StartsWith(row.reply))
        << row.before << row.command;
  }
}

TEST(SmtpSession, AnswersWhatTheSinkDecidesAboutARecipient) {
  const struct {
    recipient_verdict verdict;
    const char* reply;
  } table[] = {{recipient_verdict::accepted, "250 2.1.5"},
               {recipient_verdict::unknown_mailbox, "550 5.1.1"},
               {recipient_verdict::mailbox_disabled, "550 5.1.1"},
               {recipient_verdict::rate_limited, "452 4.7.1"},
               {recipient_verdict::unavailable, "451 4.3.0"},
               {recipient_verdict::storage_full, "452 4.3.1"}};
  for (const auto& row : table) {
    talk client;
    client.verdict = [&row](const std::string&) { return row.verdict; };
    client.say("EHLO x\r\nMAIL FROM:<a@b>\r\n");
    EXPECT_THAT(client.say("RCPT TO:<c@d>\r\n"), StartsWith(row.reply));
    const bool accepted = row.verdict == recipient_verdict::accepted;
    EXPECT_THAT(client.say("DATA\r\n"), StartsWith(accepted ? "354" : "503"));
  }
}

TEST(SmtpSession, AnswersWhatTheSinkDidWithAMessage) {
  const struct {
    delivery_outcome outcome;
    const char* reply;
  } table[] = {{delivery_outcome::stored, "250 2.0.0"},
               {delivery_outcome::unavailable, "451 4.3.0"},
               {delivery_outcome::storage_full, "452 4.3.1"},
               {delivery_outcome::rate_limited, "452 4.7.1"},
               {delivery_outcome::rejected, "554 5.7.1"}};
  for (const auto& row : table) {
    talk client;
    client.outcome = row.outcome;
    client.begin();
    client.say("DATA\r\n");
    EXPECT_THAT(client.say("x\r\n.\r\n"), StartsWith(row.reply));
    EXPECT_THAT(client.say("MAIL FROM:<a@b>\r\n"), StartsWith("250"));
  }
}

TEST(SmtpSession, DeliversToAcceptedRecipientsOnlyAndOnce) {
  talk client;
  client.verdict = [](const std::string& address) {
    return address == "no@d" ? recipient_verdict::unknown_mailbox : recipient_verdict::accepted;
  };
  client.say(
      "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<no@d>\r\nRCPT TO:<c@d>\r\n"
      "RCPT TO:<e@d>\r\nDATA\r\nx\r\n.\r\n");
  ASSERT_EQ(client.mails.size(), 1);
  EXPECT_THAT(client.mails[0].recipients, ElementsAre("c@d", "e@d"));
}

TEST(SmtpSession, ForgetsTheClearTextBehindStartTls) {
  talk client;
  const auto replies = client.say("EHLO x\r\nSTARTTLS\r\nMAIL FROM:<evil@b>\r\n");
  EXPECT_THAT(replies, StartsWith("554 5.5.1"));
  EXPECT_TRUE(client.closed);
}

TEST(SmtpSession, MarksMailThatCameOverTls) {
  talk client;
  client.say("EHLO x\r\n");
  client.say("STARTTLS\r\n");
  client.begin();
  client.say("DATA\r\nx\r\n.\r\n");
  ASSERT_EQ(client.mails.size(), 1);
  EXPECT_TRUE(client.mails[0].tls);
}

TEST(SmtpSession, SaysWhyItEnds) {
  const struct {
    smtp_ending why;
    const char* reply;
  } table[] = {{smtp_ending::idle, "421 4.4.2 Idle"},
               {smtp_ending::session_too_long, "421 4.4.2 Session"},
               {smtp_ending::message_too_long, "421 4.4.2 Message"},
               {smtp_ending::shutting_down, "421 4.3.2"}};
  for (const auto& row : table) {
    talk client;
    client.begin();
    client.say("DATA\r\nhalf a");
    client.session.end(row.why);
    EXPECT_THAT(client.say(" message\r\n.\r\n"), StartsWith(row.reply));
    EXPECT_TRUE(client.closed);
    EXPECT_TRUE(client.mails.empty());
    EXPECT_EQ(client.budget.used(), 0);
  }
}

}  // namespace
}  // namespace carnet::test
