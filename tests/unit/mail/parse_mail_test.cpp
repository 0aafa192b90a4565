// Whole messages in, what a reader sees out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "producers/mail/parsed_mail.hpp"

namespace carnet::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(ParseMail, ReadsAPlainMessage) {
  const auto mail = parse_mail(
      "From: \"Bank, The\" <no-reply@bank.test>\r\nTo: a@b.test, C D <c@d.test>\r\nCc: e@f.test\r\n"
      "Subject: Your code\r\nMessage-ID: <1@bank.test>\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
      "\r\nCode: 123456\r\n");
  EXPECT_EQ(mail.from, "no-reply@bank.test");
  EXPECT_THAT(mail.to, ElementsAre("a@b.test", "c@d.test"));
  EXPECT_THAT(mail.cc, ElementsAre("e@f.test"));
  EXPECT_EQ(mail.subject, "Your code");
  EXPECT_EQ(mail.message_id, "<1@bank.test>");
  ASSERT_TRUE(mail.date);
  EXPECT_EQ(mail.date->time_since_epoch().count(), 1'700'000'000);
  EXPECT_EQ(mail.text, "Code: 123456\n");
  EXPECT_EQ(mail.html, "");
  EXPECT_THAT(mail.attachments, IsEmpty());
  EXPECT_FALSE(mail.truncated);
}

TEST(ParseMail, ReadsSenders) {
  const struct {
    const char* header;
    const char* from;
  } table[] = {
      {"From: a@b.test", "a@b.test"},
      {"From: A <a@b.test>", "a@b.test"},
      {"From: =?utf-8?q?J=C3=BCrgen?= <a@b.test>", "a@b.test"},
      {"From: \"fake@bank.test\" <a@b.test>", "a@b.test"},
      {"From: J\xfcrgen <a@b.test>", "a@b.test"},
      {"From: first@b.test, second@b.test", "first@b.test"},
      {"From: Friends: a@b.test, c@d.test;", "a@b.test"},
      {"From: a@b.test (comment <x@y.test>)", "a@b.test"},
      {"From:\r\n a@b.test", "a@b.test"},
      {"From: Name without address", ""},
      {"From:", ""},
      {"X-Other: a@b.test", ""},
      {"From: a@b.test\r\nFrom: c@d.test", "a@b.test"},
      {"From: \xc3\xbc@b\xc3\xbc"
       "cher.test",
       "\xc3\xbc@b\xc3\xbc"
       "cher.test"},
  };
  for (const auto& row : table) {
    EXPECT_EQ(parse_mail(std::string(row.header) + "\r\n\r\nx\r\n").from, row.from) << row.header;
  }
}

TEST(ParseMail, ReadsSubjects) {
  const struct {
    const char* value;
    const char* subject;
  } table[] = {
      {"plain", "plain"},
      {"fol\r\n ded", "fol ded"},
      {"=?iso-8859-1?Q?caf=E9?=", "caf\xc3\xa9"},
      {"=?utf-8?B?Y29kZTogMTIz?= =?utf-8?B?NDU2?=", "code: 123456"},
      {"=?utf-8?B?w?= =?utf-8?B?6k=?= x", "\xc3\xa9 x"},
      {"=?gb2312?B?1tDOxA==?=", "\xe4\xb8\xad\xe6\x96\x87"},
      {"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "\xe6\x97\xa5\xe6\x9c\xac"},
      {"raw caf\xc3\xa9", "raw caf\xc3\xa9"},
      {"raw caf\xe9 today", "raw caf\xc3\xa9 today"},
      {"Gr\xf6\xdf"
       "e",
       "Gr\xc3\xb6\xc3\x9f"
       "e"},
      {"\xd6\xd0\xce\xc4", "\xe4\xb8\xad\xe6\x96\x87"},
      {"=?unknown?Q?left?=", "left"},
      {"", ""},
  };
  for (const auto& row : table) {
    const auto mail = parse_mail("Subject: " + std::string(row.value) + "\r\n\r\nx\r\n");
    EXPECT_EQ(mail.subject, row.subject) << row.value;
  }
}

TEST(ParseMail, ReadsMessageIds) {
  const struct {
    const char* value;
    const char* id;
  } table[] = {{"<a@b>", "<a@b>"},
               {" <a@b> (comment)", "<a@b>"},
               {"\r\n <a@b>", "<a@b>"},
               {"a@b", "a@b"},
               {"", ""}};
  for (const auto& row : table) {
    const auto mail = parse_mail("Message-ID: " + std::string(row.value) + "\r\n\r\nx\r\n");
    EXPECT_EQ(mail.message_id, row.id) << row.value;
  }
}

TEST(ParseMail, ReadsTheHeaderAloneAlike) {
  for (const char* raw :
       {"From: A <a@b.test>\r\nSubject: =?utf-8?q?x?=\r\nMessage-ID: <1@b>\r\n\r\nFrom: c@d\r\n",
        "From: a@b.test\nSubject: unix\n\nbody\n", "From: a@b.test\r\nSubject: mixed\n\r\nbody",
        "Subject: no end", "no header at all\r\n", "\r\nFrom: body@b.test\r\n", ""}) {
    const auto whole = parse_mail(raw);
    const auto header = parse_mail_header(raw);
    EXPECT_EQ(header.from, whole.from) << raw;
    EXPECT_EQ(header.subject, whole.subject) << raw;
    EXPECT_EQ(header.message_id, whole.message_id) << raw;
    EXPECT_EQ(header.text, "") << raw;
  }
}

TEST(ParseMail, PrefersPlainTextAndKeepsHtml) {
  const auto mail = parse_mail(
      "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: "
      "text/plain\r\n\r\n"
      "plain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "plain");
  EXPECT_EQ(mail.html, "<p>rich</p>");
}

TEST(ParseMail, MakesTextOfHtmlWhereThereIsNoOther) {
  const auto only = parse_mail("Content-Type: text/html\r\n\r\n<p>code</p><p>123456</p>\r\n");
  EXPECT_EQ(only.text, "code\n\n123456");
  const auto blank = parse_mail(
      "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n \r\n--b\r\n"
      "Content-Type: text/html\r\n\r\n<b>123456</b>\r\n--b--\r\n");
  EXPECT_EQ(blank.text, "123456");
}

TEST(ParseMail, JoinsTextAroundAttachments) {
  const auto mail = parse_mail(
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nfirst\r\n--b\r\n"
      "Content-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nMTIzNDU=\r\n--b\r\n\r\nlast\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "first\nlast");
  ASSERT_EQ(mail.attachments.size(), 1);
  EXPECT_EQ(mail.attachments[0].filename, "a.pdf");
  EXPECT_EQ(mail.attachments[0].content_type, "application/pdf");
  EXPECT_EQ(mail.attachments[0].size_bytes, 5);
  EXPECT_FALSE(mail.attachments[0].is_inline);
}

TEST(ParseMail, ListsImagesOfARelatedPartAsInline) {
  const auto mail = parse_mail(
      "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
      "<img src=cid:1>hello\r\n--b\r\nContent-Type: IMAGE/PNG\r\nContent-ID: "
      "<1>\r\n\r\nxx\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "hello");
  ASSERT_EQ(mail.attachments.size(), 1);
  EXPECT_EQ(mail.attachments[0].content_type, "image/png");
  EXPECT_TRUE(mail.attachments[0].is_inline);
}

TEST(ParseMail, DecodesFileNames) {
  const struct {
    const char* parameter;
    const char* name;
  } table[] = {{"filename=\"a b.txt\"", "a b.txt"},
               {"filename*=utf-8''caf%C3%A9.txt", "caf\xc3\xa9.txt"},
               {"filename*0=\"a\"; filename*1=\"b\"", "ab"},
               {"filename=\"=?utf-8?q?caf=C3=A9?=\"", "caf\xc3\xa9"},
               {"filename=\"caf\xe9\"", "caf\xc3\xa9"}};
  for (const auto& row : table) {
    const auto mail =
        parse_mail("Content-Type: application/x\r\nContent-Disposition: attachment; " +
                   std::string(row.parameter) + "\r\n\r\nx\r\n");
    ASSERT_EQ(mail.attachments.size(), 1) << row.parameter;
    EXPECT_EQ(mail.attachments[0].filename, row.name) << row.parameter;
  }
}

TEST(ParseMail, ListsEmbeddedMessages) {
  const auto mail = parse_mail(
      "From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee "
      "below\r\n--b\r\n"
      "Content-Type: message/rfc822\r\n\r\nFrom: c@d.test\r\nSubject: inner\r\n\r\ninner "
      "text\r\n--b--\r\n");
  EXPECT_EQ(mail.from, "a@b.test");
  EXPECT_EQ(mail.text, "see below");
  ASSERT_EQ(mail.attachments.size(), 1);
  EXPECT_EQ(mail.attachments[0].content_type, "message/rfc822");
  EXPECT_GT(mail.attachments[0].size_bytes, 40);
}

TEST(ParseMail, DecodesBodies) {
  const struct {
    const char* headers;
    const char* body;
    const char* text;
  } table[] = {
      {"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
       "quoted-printable",
       "caf=E9 =\r\nnow", "caf\xc3\xa9 now"},
      {"Content-Type: text/plain; charset=koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4",
       "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82"},
      {"Content-Type: text/plain; charset=windows-1256", "\xe3\xd1\xcd\xc8\xc7",
       "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"},
      {"Content-Type: text/plain; charset=us-ascii", "caf\xc3\xa9", "caf\xc3\xa9"},
      {"Content-Type: text/plain; charset=x-made-up", "caf\xe9 x", "caf\xc3\xa9 x"},
      {"Content-Type: text/plain; charset=utf-8",
       "ok \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xff",
       "ok \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xef\xbf\xbd"},
      {"Content-Type: text/plain; charset=utf-7", "caf+AOk-", "caf\xc3\xa9"},
      {"Content-Type: text/plain; charset=iso-2022-jp", "\x1b$BF|K\\\x1b(B",
       "\xe6\x97\xa5\xe6\x9c\xac"},
      {"Content-Transfer-Encoding: base64", "Q29kZTogMTIz\r\nNDU2", "Code: 123456"},
  };
  for (const auto& row : table) {
    const auto mail = parse_mail(std::string(row.headers) + "\r\n\r\n" + row.body);
    EXPECT_EQ(mail.text, row.text) << row.headers;
  }
}

TEST(ParseMail, BelievesTheCharsetOfHtmlWhereTheHeaderNamesNone) {
  const auto mail = parse_mail("Content-Type: text/html\r\n\r\n<meta charset=koi8-r>\xf0\xd2\r\n");
  EXPECT_EQ(mail.text, "\xd0\x9f\xd1\x80");
}

TEST(ParseMail, ReadsWhatIsNoMessageAsText) {
  EXPECT_EQ(parse_mail("").text, "");
  EXPECT_EQ(parse_mail("just words\r\nand more\r\n").text, "just words\nand more\n");
  EXPECT_EQ(parse_mail("\r\nbody only\r\n").text, "body only\n");
}

TEST(ParseMail, WorksInManyThreads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t] {
      const auto number = std::to_string(t);
      for (int i = 0; i < 200; ++i) {
        const auto mail =
            parse_mail("From: a" + number +
                       "@b.test\r\nSubject: =?koi8-r?Q?=F0=D2?=\r\nContent-Type: text/plain; "
                       "charset=shift_jis\r\n\r\n\x93\xfa" +
                       number);
        ASSERT_EQ(mail.from, "a" + number + "@b.test");
        ASSERT_EQ(mail.text, "\xe6\x97\xa5" + number);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(ParseMail, KeepsTheLastCharacterWhereLineEndsAreMixed) {
  const auto mail = parse_mail(
      "Content-Type: multipart/mixed; "
      "boundary=b\r\n\r\n--b\r\n\r\n123456\n--b\r\n\r\n7\r\n--b--\r\n");
  EXPECT_THAT(mail.text, HasSubstr("123456"));
}

TEST(ParseMail, FindsABoundaryBehindAForgottenSemicolon) {
  const auto mail = parse_mail(
      "Content-Type: multipart/mixed\r\n boundary=\"b\"\r\n\r\n--b\r\n\r\nhello\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "hello");
}

}  // namespace
}  // namespace carnet::test
