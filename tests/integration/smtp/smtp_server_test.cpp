// The service over loopback sockets: answers of the sink, deadlines, bounds and the end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/smtp/running_server.hpp"

namespace carnet::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SmtpServer, TakesAMailAndTracesIt) {
  running_server running({});
  line_client client(running.server().port());
  EXPECT_EQ(client.reply(), "220 mx.test ESMTP Carnet\r\n");
  EXPECT_THAT(client.say("EHLO client.test"), HasSubstr("250-PIPELINING"));
  EXPECT_THAT(client.say("MAIL FROM:<a@b.test>"), StartsWith("250"));
  EXPECT_THAT(client.say("RCPT TO:<nobody@d.test>"), StartsWith("550 5.1.1"));
  EXPECT_THAT(client.say("RCPT TO:<c@d.test>"), StartsWith("250"));
  EXPECT_THAT(client.say("DATA"), StartsWith("354"));
  EXPECT_THAT(client.say("Subject: x\r\n\r\n..dot\r\n."), StartsWith("250 2.0.0"));
  EXPECT_THAT(client.say("QUIT"), StartsWith("221"));
  const auto mails = running.sink.mails();
  ASSERT_EQ(mails.size(), 1);
  EXPECT_EQ(mails[0].raw, "Subject: x\r\n\r\n.dot\r\n");
  EXPECT_EQ(mails[0].peer, "127.0.0.1");
  EXPECT_THAT(mails[0].trace_header,
              StartsWith("Return-Path: <a@b.test>\r\nReceived: from client.test"
                         " ([127.0.0.1])\r\n\tby mx.test with ESMTP"));
  EXPECT_EQ(running.server().counters().messages_stored, 1);
  EXPECT_EQ(running.server().bytes_in_flight(), 0);
}

TEST(SmtpServer, WaitsForAnswersFromOtherThreads) {
  running_server running({});
  running.sink.how = answering::from_another_thread;
  line_client client(running.server().port());
  client.reply();
  client.send("EHLO c\r\n");
  client.reply();
  std::string batch;
  for (int i = 0; i < 20; ++i) {
    batch += "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<e@d>\r\nBDAT 4 LAST\r\nab\r\n";
  }
  client.send(batch);
  for (int i = 0; i < 20; ++i) {
    for (int reply = 0; reply < 3; ++reply) EXPECT_THAT(client.reply(), StartsWith("250"));
    EXPECT_EQ(client.reply(), "250 2.0.0 Message stored\r\n");
  }
  EXPECT_EQ(running.sink.mails().size(), 20);
}

TEST(SmtpServer, DefersWhenTheSinkDropsTheQuestion) {
  running_server running({});
  line_client client(running.server().port());
  client.begin_message();
  running.sink.how = answering::dropped;
  EXPECT_THAT(client.say("x\r\n."), StartsWith("451 4.3.0"));
  EXPECT_THAT(client.say("MAIL FROM:<a@b>"), StartsWith("250"));
  EXPECT_THAT(client.say("RCPT TO:<c@d>"), StartsWith("451 4.3.0"));
}

TEST(SmtpServer, DefersWhenTheSinkIsLateAndIgnoresTheLateAnswer) {
  smtp_config config;
  config.limits.answer_max = std::chrono::seconds(1);
  running_server running(config);
  line_client client(running.server().port());
  client.begin_message();
  running.sink.how = answering::never;
  EXPECT_THAT(client.say("x\r\n."), StartsWith("451 4.3.0"));
  EXPECT_EQ(running.server().counters().answers_late, 1);
  running.sink.how = answering::at_once;
  client.send("MAIL FROM:<a@b>\r\n");
  running.sink.answer_late();
  EXPECT_THAT(client.reply(), StartsWith("250 2.1.0"));
  EXPECT_THAT(client.say("NOOP"), StartsWith("250 2.0.0 OK"));
}

TEST(SmtpServer, EndsIdleSessions) {
  smtp_config config;
  config.limits.idle_max = std::chrono::seconds(1);
  running_server running(config);
  line_client client(running.server().port());
  client.reply();
  EXPECT_THAT(client.reply(), StartsWith("421 4.4.2 Idle"));
  EXPECT_EQ(client.reply(), "");
  EXPECT_EQ(running.server().counters().timeouts, 1);
}

TEST(SmtpServer, EndsMessagesThatTrickle) {
  smtp_config config;
  config.limits.message_max = std::chrono::seconds(1);
  running_server running(config);
  line_client client(running.server().port());
  client.begin_message();
  auto ended = std::async(std::launch::async, [&client] { return client.reply(); });
  while (ended.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
    boost::system::error_code ignored;
    asio::write(client.socket(), asio::buffer("x", 1), ignored);
  }
  EXPECT_THAT(ended.get(), StartsWith("421 4.4.2 Message"));
  EXPECT_EQ(running.server().bytes_in_flight(), 0);
}

TEST(SmtpServer, IsNotHeldUpByClientsThatDoNotReadOrSend) {
  running_server running({}, 1);
  line_client stalled(running.server().port());
  stalled.begin_message();
  stalled.send("half a ");
  line_client deaf(running.server().port());
  for (int i = 0; i < 100; ++i) deaf.send("HELP\r\nHELP\r\nHELP\r\n");
  line_client client(running.server().port());
  client.begin_message();
  EXPECT_THAT(client.say("x\r\n."), StartsWith("250 2.0.0"));
  EXPECT_THAT(stalled.say("message\r\n."), StartsWith("250 2.0.0"));
}

TEST(SmtpServer, BoundsConnectionsPerPeer) {
  smtp_config config;
  config.server.connections_per_peer_max = 2;
  running_server running(config);
  line_client first(running.server().port());
  EXPECT_THAT(first.reply(), StartsWith("220"));
  {
    line_client second(running.server().port());
    EXPECT_THAT(second.reply(), StartsWith("220"));
    line_client third(running.server().port());
    EXPECT_THAT(third.reply(), StartsWith("421 4.7.0"));
    EXPECT_EQ(running.server().counters().connections_refused, 1);
    EXPECT_THAT(second.say("QUIT"), StartsWith("221"));
    EXPECT_EQ(second.reply(), "");
  }
  for (int tries = 0; tries < 200; ++tries) {
    line_client next(running.server().port());
    if (next.reply().starts_with("220")) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL() << "the place of a closed connection was not given back";
}

TEST(SmtpServer, BoundsBytesInFlight) {
  smtp_config config;
  config.server.bytes_in_flight_max = 64 << 10;
  running_server running(config);
  line_client holder(running.server().port());
  holder.begin_message();
  for (int i = 0; i < 60; ++i) holder.send(std::string(1'022, 'x') + "\r\n");
  line_client client(running.server().port());
  for (int tries = 0; running.server().bytes_in_flight() < (64 << 10) && tries < 400; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  client.reply();
  client.say("EHLO c");
  client.say("MAIL FROM:<a@b>");
  client.say("RCPT TO:<c@d>");
  EXPECT_THAT(client.say("DATA"), StartsWith("452 4.3.1"));
  EXPECT_THAT(holder.say("."), StartsWith("250 2.0.0"));
  EXPECT_EQ(running.server().bytes_in_flight(), 0);
}

TEST(SmtpServer, ReadsLastWordsOfAClientItRefuses) {
  running_server running({});
  line_client client(running.server().port());
  client.reply();
  client.send("NOOP\n" + std::string(100'000, 'x'));
  EXPECT_THAT(client.reply(), StartsWith("521 5.5.2"));
}

TEST(SmtpServer, StopsAfterTheMessagesOnTheirWay) {
  running_server running({});
  line_client idle(running.server().port());
  idle.reply();
  line_client busy(running.server().port());
  busy.begin_message();
  busy.send("first half, ");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  auto drained = running.stop();
  EXPECT_THAT(idle.reply(), StartsWith("421 4.3.2"));
  EXPECT_EQ(drained.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  EXPECT_EQ(busy.say("second half\r\n."), "250 2.0.0 Message stored\r\n");
  EXPECT_THAT(busy.reply(), StartsWith("421 4.3.2"));
  EXPECT_EQ(drained.wait_for(std::chrono::seconds(5)), std::future_status::ready);
  EXPECT_EQ(running.sink.mails().at(0).raw, "first half, second half\r\n");
}

TEST(SmtpServer, StopsWithoutTheMessagesThatTakeTooLong) {
  smtp_config config;
  config.drain_max = std::chrono::seconds(1);
  running_server running(config);
  line_client stalled(running.server().port());
  stalled.begin_message();
  running.sink.how = answering::never;
  line_client waiting(running.server().port());
  waiting.reply();
  waiting.send("EHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(running.stop().wait_for(std::chrono::seconds(10)), std::future_status::ready);
}

TEST(SmtpServer, RefusesAPortInUseByAnother) {
  asio::io_context context;
  asio::ip::tcp::acceptor other(context, {asio::ip::make_address("127.0.0.1"), 0});
  smtp_config config;
  config.port = other.local_endpoint().port();
  keeping_sink sink;
  smtp_server server({&context}, config, sink);
  const auto started = server.start();
  ASSERT_FALSE(started);
  EXPECT_THAT(started.error().what, HasSubstr("cannot listen for SMTP on 127.0.0.1"));
}

// One server's loops share its port by an option that another server has set as well.
TEST(SmtpServer, RefusesAPortOfAnotherServer) {
  running_server first({});
  asio::io_context context;
  smtp_config config;
  config.port = first.server().port();
  keeping_sink sink;
  smtp_server second({&context}, config, sink);
  EXPECT_FALSE(second.start());
}

}  // namespace
}  // namespace carnet::test
