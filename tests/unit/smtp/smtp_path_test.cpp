// Paths as clients write them, and the trace header that names them.
#include "producers/smtp/smtp_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "producers/smtp/trace_header.hpp"

namespace carnet::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(SmtpPath, ReadsAddresses) {
  const struct {
    const char* text;
    const char* address;
  } table[] = {{"<a@b>", "a@b"},
               {"<a.b+c@d-e.f.test> SIZE=1", "a.b+c@d-e.f.test"},
               {"  <a@b>", "a@b"},
               {"<@one.test,@two.test:a@b>", "a@b"},
               {"<\"john doe\"@b>", "\"john doe\"@b"},
               {"<\"a\\\"@b>c\"@d>", "\"a\\\"@b>c\"@d"},
               {"<a@[192.0.2.1]>", "a@[192.0.2.1]"},
               {"<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]"},
               {"<>", ""},
               {"<postmaster>", "postmaster"},
               {"<\xc3\xa9@\xc3\xa9.test>", "\xc3\xa9@\xc3\xa9.test"}};
  for (const auto& row : table) {
    const auto path = read_path(row.text, true);
    ASSERT_TRUE(path) << row.text;
    EXPECT_EQ(path->address, row.address) << row.text;
  }
}

TEST(SmtpPath, RefusesWhatIsNotAnAddress) {
  for (const char* text :
       {"",        "a@b",          "<a@b",           "<a>",        "<@b>",
        "<a@>",    "<a b@c>",      "<a@b c>",        "<a@b x>",    "<a@b\t>",
        "<\"a@b>", "<a@[1.2.3.4>", "<a@[]>",         "<@x a@b>",   "<a@b@c>",
        "<a\r@b>", "<a;b@c;d>",    "<\xff\xfe@b.c>", "<a@\xc3.c>", "<\"\xed\xa0\x80\"@b.c>"}) {
    EXPECT_FALSE(read_path(text, true)) << text;
  }
  EXPECT_FALSE(read_path("<postmaster>", false));
}

TEST(SmtpPath, TellsAddresses) {
  for (const char* text : {"", "a@b.c", "\"a b\"@c.d", "postmaster", "\xc3\xa9@b.c"}) {
    EXPECT_TRUE(is_address(text, true)) << text;
  }
  for (const char* text : {"a@b.c>\r\nSubject: x", "a@b.c>", "a@b.c> SIZE=1", "<a@b.c>", " a@b.c",
                           "@one.test:a@b.c", "a", "a@b.c\r"}) {
    EXPECT_FALSE(is_address(text, true)) << text;
  }
  EXPECT_FALSE(is_address(std::string_view("\0", 1), true));
  EXPECT_FALSE(is_address("postmaster", false));
}

TEST(SmtpPath, BoundsTheParts) {
  const std::string local(64, 'l');
  std::string domain(255, 'd');
  EXPECT_TRUE(read_path("<" + local + "@" + domain + ">", false));
  EXPECT_FALSE(read_path("<" + local + "l@" + domain + ">", false));
  EXPECT_FALSE(read_path("<" + local + "@" + domain + "d>", false));
}

inbound_mail sample() {
  inbound_mail mail;
  mail.envelope_from = "a@b.test";
  mail.recipients = {"c@d.test"};
  mail.peer = "192.0.2.7";
  mail.helo = "client.test";
  return mail;
}

constexpr std::chrono::sys_seconds moment(std::chrono::seconds(1'700'000'000));

TEST(TraceHeader, NamesClientServerAndTime) {
  trace_protocol protocol;
  protocol.esmtp = true;
  EXPECT_EQ(trace_header(sample(), "mx.test", protocol, moment),
            "Return-Path: <a@b.test>\r\n"
            "Received: from client.test ([192.0.2.7])\r\n"
            "\tby mx.test with ESMTP\r\n"
            "\tfor <c@d.test>;\r\n"
            "\tTue, 14 Nov 2023 22:13:20 +0000\r\n");
}

TEST(TraceHeader, DoesNotTellRecipientsOfEachOther) {
  auto mail = sample();
  mail.recipients.push_back("e@d.test");
  EXPECT_THAT(trace_header(mail, "mx.test", {}, moment), Not(HasSubstr("for <")));
}

TEST(TraceHeader, KeepsTheClientsNameInItsPlace) {
  auto mail = sample();
  mail.helo = "x) by evil; (\xff";
  mail.peer = "2001:db8::1";
  mail.tls = true;
  trace_protocol protocol;
  protocol.esmtp = true;
  const auto header = trace_header(mail, "mx.test", protocol, moment);
  EXPECT_THAT(header, HasSubstr("from x??by?evil???? ([IPv6:2001:db8::1])"));
  EXPECT_THAT(header, HasSubstr("with ESMTPS"));
}

}  // namespace
}  // namespace carnet::test
