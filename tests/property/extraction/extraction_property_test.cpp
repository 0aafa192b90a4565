// Whatever the bytes: no crash, the same answer twice, spans inside the parts, and work that grows
// with the size of the message and no faster. Work is counted in steps, so that the test does not
// depend on a clock.

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>

#include "domain/extraction/extraction.hpp"

namespace carnet::extraction {
namespace {

constexpr std::uint32_t seed = 20250911;

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

// Pieces that steer random text into the corners of the readers.
std::string random_markup(std::mt19937& random, std::size_t pieces) {
  static constexpr std::string_view parts[] = {
      "<div>",
      "</div>",
      "<a href='https://a.example/verify?token=9f8e7d6c5b4a3928'>",
      "</a>",
      "<td>",
      "</td>",
      "<!--",
      "-->",
      "&#49;",
      "&amp",
      "code ",
      "482913",
      "4 8 2 9 1 3 ",
      "\n",
      " ",
      "<style>",
      "</style>",
      "验证码",
      "رمز ",
      "\xE2\x80\x8B",
      "\xFF",
      "<b",
      "'",
      "\"",
      ">",
      "=",
      "https://",
      "@h.example #12",
      "-",
      "<span style='font-size:0;display:none'>",
      "</span>",
      "order ",
      "$",
      "१२३४५६",
      "<h1 style=",
      "OTP: "};
  std::string out;
  for (std::size_t i = 0; i < pieces; ++i) out += parts[random() % std::size(parts)];
  return out;
}

void check(const message_view& message) {
  const options wanted{.min_confidence = 0.0, .max_candidates = 1000};
  const auto found = extract(message, wanted);
  const auto again = extract(message, wanted);
  ASSERT_EQ(found.candidates.size(), again.candidates.size());
  for (std::size_t i = 0; i < found.candidates.size(); ++i) {
    const candidate& each = found.candidates[i];
    EXPECT_EQ(each.value, again.candidates[i].value);
    EXPECT_GE(each.confidence, 0.0);
    EXPECT_LE(each.confidence, 1.0);
    const std::size_t size = each.where == place::subject ? message.subject.size()
                             : each.where == place::text  ? message.text.size()
                                                          : message.html.size();
    EXPECT_LE(each.offset, size);
    EXPECT_LE(each.length, size - each.offset);
  }
}

TEST(extraction_property, random_bytes_are_survived) {
  std::mt19937 random(seed);
  for (int run = 0; run < 300; ++run) {
    const std::string subject = random_bytes(random, random() % 64);
    const std::string text = random_bytes(random, random() % 2000);
    const std::string html = random_bytes(random, random() % 2000);
    check({.from = subject, .subject = subject, .text = text, .html = html});
  }
}

TEST(extraction_property, random_markup_is_survived) {
  std::mt19937 random(seed + 1);
  for (int run = 0; run < 500; ++run) {
    const std::string html = random_markup(random, random() % 300);
    check({.subject = "code", .text = html, .html = html});
  }
}

struct growth {
  std::string_view name;
  std::function<std::string(std::size_t)> make;
};

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

// Eight times the size may cost little more than eight times the steps.
void expect_linear(const growth& shape) {
  const std::string small = shape.make(32 * 1024);
  const std::string large = shape.make(256 * 1024);
  for (const bool html : {false, true}) {
    const auto work = [&](const std::string& body) {
      message_view message;
      (html ? message.html : message.text) = body;
      return static_cast<double>(extract(message).work);
    };
    const double ratio = work(large) / work(small);
    EXPECT_LT(ratio, 8.0 * 1.5) << shape.name << " html=" << html;
    EXPECT_LT(work(large) / static_cast<double>(large.size()), 64.0)
        << shape.name << " html=" << html;
  }
}

TEST(extraction_property, work_is_linear_in_the_size) {
  const growth shapes[] = {
      {"digits", [](std::size_t n) { return std::string(n, '7'); }},
      {"digit_groups", [](std::size_t n) { return repeat("482913 ", n); }},
      {"single_digits", [](std::size_t n) { return repeat("4 ", n); }},
      {"cue_words", [](std::size_t n) { return repeat("verification code 482913 ", n); }},
      {"cue_prefixes", [](std::size_t n) { return repeat("verification verification cod ", n); }},
      {"chinese", [](std::size_t n) { return repeat("您的一次性验证", n); }},
      {"clitics", [](std::size_t n) { return repeat("וווווו", n); }},
      {"open_tags", [](std::size_t n) { return repeat("<div style='x:y'>", n); }},
      {"close_tags", [](std::size_t n) { return repeat("</p>", n); }},
      {"nested_tables", [](std::size_t n) { return repeat("<table><tr><td>", n); }},
      {"mixed_tags", [](std::size_t n) { return repeat("<b><i></b></i>", n); }},
      {"entities", [](std::size_t n) { return repeat("&amp;", n); }},
      {"ampersands", [](std::size_t n) { return std::string(n, '&'); }},
      {"angles", [](std::size_t n) { return std::string(n, '<'); }},
      {"open_comments", [](std::size_t n) { return repeat("<!-", n); }},
      {"quotes", [](std::size_t n) { return repeat("<a href='", n); }},
      {"anchors", [](std::size_t n) { return repeat("<a href='https://a.example/x'>y</a>", n); }},
      {"urls", [](std::size_t n) { return repeat("https://a.example/9f8e7d6c5b4a39281706 ", n); }},
      {"schemes", [](std::size_t n) { return repeat("://", n); }},
      {"dots", [](std::size_t n) { return repeat("a.", n); }},
      {"zero_width", [](std::size_t n) { return repeat("4\xE2\x80\x8B", n); }},
      {"right_to_left",
       [](std::size_t n) {
         return repeat(
             "\xE2\x80\xAE"
             "482913\xE2\x80\xAC ",
             n);
       }},
      {"lines", [](std::size_t n) { return repeat("482913\n", n); }},
      {"broken_utf8", [](std::size_t n) { return std::string(n, '\xE2'); }},
  };
  for (const growth& shape : shapes) expect_linear(shape);
}

TEST(extraction_property, ten_megabytes_are_cut_at_the_limits) {
  const std::string digits(10 * 1024 * 1024, '7');
  const auto found = extract({.text = digits, .html = digits});
  EXPECT_FALSE(found.primary.has_value());
  EXPECT_LT(found.work, 64u * (max_text_bytes + max_html_bytes));
}

}  // namespace
}  // namespace carnet::extraction
