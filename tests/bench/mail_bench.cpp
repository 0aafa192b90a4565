// What it costs to understand a message: the 1 kB one that smtp-source sends, a notification with
// plain text and HTML, and a large attachment.
#include <benchmark/benchmark.h>

#include <string>

#include "producers/mail/html_text.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

const std::string& plain() {
  static const std::string mail =
      "From: <a@b.test>\r\nTo: <c@d.test>\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
      "Message-Id: <1234.5678@b.test>\r\n\r\n" +
      repeated("XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX\r\n",
               11);
  return mail;
}

const std::string& notification() {
  static const std::string mail =
      repeated(
          "Received: from x.test ([192.0.2.1]) by y.test with ESMTPS; Tue, 14 Nov 2023 22:13:20 "
          "+0000\r\n",
          4) +
      "From: =?utf-8?q?Bank_=C3=A9?= <no-reply@bank.test>\r\nTo: c@d.test\r\n"
      "Subject: =?utf-8?B?WW91ciBjb2RlIGlzIDEyMzQ1Ng==?=\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/alternative; boundary=\"=_1\"\r\n\r\n--=_1\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
      "quoted-printable\r\n\r\n"
      "Your code is 123456=\r\n.\r\n--=_1\r\nContent-Type: text/html; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body>" +
      repeated("<div style=3D\"color:#333\">Some text &amp; more</div>\r\n", 60) +
      "</body></html>\r\n--=_1--\r\n";
  return mail;
}

const std::string& attached() {
  static const std::string mail =
      "From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee "
      "there\r\n--b\r\n"
      "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
      repeated(
          "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3\r\n",
          12'000) +
      "--b--\r\n";
  return mail;
}

void parse(benchmark::State& state, const std::string& mail) {
  for (auto _ : state) benchmark::DoNotOptimize(carnet::parse_mail(mail));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * mail.size()));
}

void parse_header(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(carnet::parse_mail_header(plain()));
}

void html_to_text(benchmark::State& state) {
  const auto html = repeated("<div style=\"color:#333\">Some text &amp; more</div>\n", 200);
  for (auto _ : state) benchmark::DoNotOptimize(carnet::mime::html_to_text(html));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * html.size()));
}

}  // namespace

BENCHMARK_CAPTURE(parse, plain_1kB, plain());
BENCHMARK_CAPTURE(parse, notification_4kB, notification());
BENCHMARK_CAPTURE(parse, attachment_1MB, attached());
BENCHMARK(parse_header);
BENCHMARK(html_to_text);
BENCHMARK_MAIN();
