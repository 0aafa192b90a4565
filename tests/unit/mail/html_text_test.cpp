// HTML to text, case by case.
#include "producers/mail/html_text.hpp"

#include <gtest/gtest.h>

#include "producers/mail/charset.hpp"

namespace carnet::test {
namespace {

TEST(HtmlText, ReadsLikeAPerson) {
  const struct {
    const char* html;
    const char* text;
  } table[] = {
      {"", ""},
      {"plain", "plain"},
      {"a  b\n c", "a b c"},
      {"a<br>b<br/>c", "a\nb\nc"},
      {"<p>a</p><p>b</p>", "a\n\nb"},
      {"<div>a</div><div>b</div>", "a\nb"},
      {"<td>1</td><td>2</td>", "1 2"},
      {"<ul><li>a<li>b</ul>", "a\nb"},
      {"<h1>a</h1>b", "a\nb"},
      {"1<b>2</b>3", "123"},
      {"<SPAN>a</SPAN> b", "a b"},
      {"a<!-- b > --> c", "a c"},
      {"<!DOCTYPE html><title>t</title>a", "a"},
      {"<style>x{}</style><script>if (a<b) \"</p>\"</script>a", "a"},
      {"<script>never closed", ""},
      {"<pre>a\n  b</pre>", "a\n  b"},
      {"a &amp; b &lt;c&gt; &#65;&#x42;", "a & b <c> AB"},
      {"&copy; &euro; &nbsp;x", "\xc2\xa9 \xe2\x82\xac x"},
      {"&#8364;&#128;&#xD800;&#0;", "\xe2\x82\xac\xe2\x82\xac\xef\xbf\xbd\xef\xbf\xbd"},
      {"a & b &nosuch; &", "a & b &nosuch; &"},
      {"&amp", "&"},
      {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
      {"<img src=x alt=\"a &quot;logo&quot;\">", "a \"logo\""},
      {"<a title=\"x > y\" href='b'>go</a>", "go"},
      {"<a title=\"never closed>go</a>", "go"},
      {"<p", ""},
      {"a<", "a<"},
  };
  for (const auto& row : table) EXPECT_EQ(mime::html_to_text(row.html), row.text) << row.html;
}

TEST(HtmlText, FindsTheCharsetOfAMetaElement) {
  EXPECT_EQ(mime::html_charset("<meta charset=\"koi8-r\">"), "koi8-r");
  EXPECT_EQ(mime::html_charset("<META content='text/html; CHARSET=gb2312'>"), "gb2312");
  EXPECT_EQ(mime::html_charset("<meta charset=big5/>"), "big5");
  EXPECT_EQ(mime::html_charset("no declaration"), "");
}

TEST(HtmlText, WritesUtf8) {
  std::string out;
  for (const char32_t code : {0x24, 0xa2, 0x20ac, 0x10348}) mime::append_utf8(out, code);
  EXPECT_EQ(out, "$\xc2\xa2\xe2\x82\xac\xf0\x90\x8d\x88");
}

TEST(Charset, KnowsWellFormedUtf8) {
  for (const char* good : {"", "a", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf",
                           "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(mime::is_utf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc2", "\xe2\x82", "abcdefgh\xff"}) {
    EXPECT_FALSE(mime::is_utf8(bad));
    EXPECT_TRUE(mime::is_utf8(mime::repaired_utf8(bad)));
  }
}

TEST(Charset, TakesNamesFromItsListOnly) {
  EXPECT_STREQ(mime::iconv_name("ISO-8859-1"), "CP1252");
  EXPECT_STREQ(mime::iconv_name("\"utf-8\""), "");
  EXPECT_EQ(mime::iconv_name("utf-8//TRANSLIT"), nullptr);
  EXPECT_EQ(mime::iconv_name("../../evil"), nullptr);
}

}  // namespace
}  // namespace carnet::test
