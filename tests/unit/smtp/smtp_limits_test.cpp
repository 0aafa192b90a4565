// Every bound of a session at its maximum and one beyond.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/smtp/talk.hpp"

namespace carnet::test {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

std::string lines(std::size_t bytes) {
  std::string text(bytes - 2, 'x');
  return text + "\r\n";
}

TEST(SmtpLimits, MessageSize) {
  smtp_limits limits;
  limits.message_bytes_max = 1'000;
  for (const std::size_t bytes : {1'000, 1'001}) {
    const bool fits = bytes == 1'000;
    const auto* verdict = fits ? "250 2.0.0" : "552 5.3.4";
    talk by_data(limits);
    by_data.begin();
    by_data.say("DATA\r\n");
    EXPECT_THAT(by_data.say(lines(bytes) + ".\r\n"), StartsWith(verdict));
    EXPECT_EQ(by_data.budget.used(), 0);

    talk by_chunk(limits);
    by_chunk.begin();
    EXPECT_THAT(by_chunk.say("BDAT " + std::to_string(bytes) + " LAST\r\n" + lines(bytes)),
                StartsWith(verdict));

    talk declared(limits);
    declared.say("EHLO x\r\n");
    EXPECT_THAT(declared.say("MAIL FROM:<a@b> SIZE=" + std::to_string(bytes) + "\r\n"),
                StartsWith(fits ? "250 2.1.0" : "552 5.3.4"));
  }
}

TEST(SmtpLimits, ChunksStopAtTheFirstThatIsTooMuch) {
  smtp_limits limits;
  limits.message_bytes_max = 1'000;
  talk client(limits);
  client.begin();
  EXPECT_THAT(client.say("BDAT 1000\r\n" + lines(1'000)), StartsWith("250"));
  EXPECT_THAT(client.say("BDAT 2\r\n" + lines(2)), StartsWith("552 5.3.4"));
  EXPECT_THAT(client.say("BDAT 2 LAST\r\n" + lines(2)), StartsWith("503"));
}

TEST(SmtpLimits, Recipients) {
  talk client;
  client.begin(100);
  EXPECT_EQ(client.asked.size(), 100);
  EXPECT_THAT(client.say("RCPT TO:<one.more@c.test>\r\n"), StartsWith("452 4.5.3"));
  EXPECT_EQ(client.asked.size(), 100);
  EXPECT_THAT(client.say("DATA\r\nx\r\n.\r\n"), EndsWith("250 2.0.0 Message stored\r\n"));
  EXPECT_EQ(client.mails.at(0).recipients.size(), 100);
}

TEST(SmtpLimits, RecipientsTimesSizeAsDeclared) {
  smtp_limits limits;
  limits.fan_out_bytes_max = 3'000;
  talk client(limits);
  client.say("EHLO x\r\nMAIL FROM:<a@b> SIZE=1000\r\n");
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(client.say("RCPT TO:<r" + std::to_string(i) + "@d>\r\n"), StartsWith("250"));
  }
  EXPECT_THAT(client.say("RCPT TO:<r3@d>\r\n"), StartsWith("452 4.5.3"));
}

TEST(SmtpLimits, RecipientsTimesSizeAsSent) {
  smtp_limits limits;
  limits.fan_out_bytes_max = 3'000;
  for (const std::size_t bytes : {1'000, 1'001}) {
    talk client(limits);
    client.begin(3);
    client.say("DATA\r\n");
    EXPECT_THAT(client.say(lines(bytes) + ".\r\n"),
                StartsWith(bytes == 1'000 ? "250 2.0.0" : "452 4.5.3"));
  }
}

TEST(SmtpLimits, TextLine) {
  smtp_limits limits;
  limits.text_line_bytes_max = 100;
  for (const std::size_t bytes : {100, 101}) {
    for (const bool spelled : {false, true}) {
      talk client(limits);
      client.begin();
      client.say("DATA\r\n");
      const auto sent = lines(10) + lines(bytes) + lines(10) + ".\r\n";
      EXPECT_THAT(spelled ? client.spell(sent) : client.say(sent),
                  StartsWith(bytes == 100 ? "250 2.0.0" : "550 5.6.0"));
    }
  }
}

TEST(SmtpLimits, CommandLine) {
  smtp_limits limits;
  limits.command_line_bytes_max = 100;
  for (const std::size_t bytes : {100, 101, 5'000}) {
    for (const bool spelled : {false, true}) {
      talk client(limits);
      const auto sent = "NOOP " + lines(bytes - 5);
      EXPECT_THAT(spelled ? client.spell(sent) : client.say(sent),
                  StartsWith(bytes == 100 ? "250" : "500 5.5.2"));
      EXPECT_THAT(client.say("NOOP\r\n"), StartsWith("250"));
    }
  }
}

TEST(SmtpLimits, Errors) {
  smtp_limits limits;
  limits.errors_max = 3;
  talk client(limits);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.say("WHAT\r\n"), "500 5.5.1 Command not recognised\r\n");
  EXPECT_THAT(client.say("WHAT\r\n"), EndsWith("421 4.7.0 Too many errors; closing\r\n"));
  EXPECT_TRUE(client.closed);
}

TEST(SmtpLimits, ErrorsAreForgivenForAMail) {
  smtp_limits limits;
  limits.errors_max = 1;
  talk client(limits);
  for (int i = 0; i < 3; ++i) {
    client.say("WHAT\r\n");
    client.begin();
    client.say("DATA\r\nx\r\n.\r\n");
  }
  EXPECT_FALSE(client.closed);
  EXPECT_EQ(client.mails.size(), 3);
}

TEST(SmtpLimits, ExpiredMailboxesAreNoErrorsOfTheClient) {
  smtp_limits limits;
  limits.errors_max = 1;
  talk client(limits);
  client.verdict = [](const std::string& address) {
    return address == "live@d" ? recipient_verdict::accepted : recipient_verdict::mailbox_disabled;
  };
  client.say("EHLO x\r\nMAIL FROM:<a@b>\r\n");
  for (int i = 0; i < 99; ++i)
    EXPECT_THAT(client.say("RCPT TO:<old@d>\r\n"), StartsWith("550 5.1.1"));
  client.say("RCPT TO:<live@d>\r\nDATA\r\nx\r\n.\r\n");
  EXPECT_EQ(client.mails.size(), 1);
}

TEST(SmtpLimits, CommandsWithoutMail) {
  smtp_limits limits;
  limits.commands_without_mail_max = 5;
  talk client(limits);
  for (int i = 0; i < 5; ++i) EXPECT_THAT(client.say("NOOP\r\n"), StartsWith("250"));
  EXPECT_THAT(client.say("NOOP\r\n"), StartsWith("421 4.7.0"));
  EXPECT_TRUE(client.closed);
}

TEST(SmtpLimits, ChunksAreNotCountedAsIdleCommands) {
  smtp_limits limits;
  limits.commands_without_mail_max = 5;
  talk client(limits);
  client.begin();
  for (int i = 0; i < 50; ++i) EXPECT_THAT(client.say("BDAT 2\r\n\r\n"), StartsWith("250"));
  EXPECT_THAT(client.say("BDAT 0 LAST\r\n"), StartsWith("250 2.0.0 Message stored"));
}

TEST(SmtpLimits, BytesInFlight) {
  const std::size_t step = budget_share::step_bytes;
  talk client({}, 2 * step);
  client.begin();
  client.say("DATA\r\n");
  client.say(lines(2 * step) + ".\r\n");
  EXPECT_EQ(client.mails.size(), 1);
  client.begin();
  client.say("DATA\r\n");
  EXPECT_THAT(client.say(lines(2 * step + 1) + ".\r\n"), StartsWith("452 4.3.1"));
  EXPECT_EQ(client.budget.used(), 0);
  ASSERT_TRUE(client.budget.try_take(2 * step));
  client.begin();
  EXPECT_THAT(client.say("DATA\r\n"), StartsWith("452 4.3.1"));
  EXPECT_EQ(client.budget.used(), 2 * step);
}

TEST(SmtpLimits, BytesInFlightOfOnePeerAndOfAll) {
  byte_budget all(100);
  byte_budget one(60, &all);
  byte_budget other(60, &all);
  EXPECT_TRUE(one.try_take(60));
  EXPECT_FALSE(one.try_take(1));
  EXPECT_TRUE(other.try_take(40));
  EXPECT_FALSE(other.try_take(1));
  EXPECT_EQ(other.used(), 40);
  one.give_back(60);
  EXPECT_EQ(all.used(), 40);
  EXPECT_TRUE(other.try_take(20));
}

TEST(SmtpLimits, AMessageHoldsItsShareUntilItIsStored) {
  smtp_counters counters;
  byte_budget budget(1 << 20);
  const smtp_limits limits;
  smtp_session session(limits, test_peer(false), budget, counters);
  std::string_view input =
      "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nNOOP\r\n";
  auto step = session.advance(input);
  ASSERT_EQ(step.action, smtp_action::check_recipient);
  session.recipient_checked(recipient_verdict::accepted);
  input.remove_prefix(step.consumed);
  step = session.advance(input);
  ASSERT_EQ(step.action, smtp_action::deliver);
  const auto mail = session.take_mail();
  EXPECT_EQ(budget.used(), budget_share::step_bytes);
  session.delivered(delivery_outcome::stored);
  EXPECT_EQ(budget.used(), 0);
}

}  // namespace
}  // namespace carnet::test
