// What an HTML mail shows is what counts: hidden text, comments, styles, cells, letters set apart.

#include <array>

#include "domain/extraction/html_reader.hpp"
#include "domain/extraction/html_tokenizer.hpp"
#include "tests/unit/extraction/message_cases.hpp"

namespace carnet::extraction {
namespace {

std::string visible(std::string_view html) {
  document out;
  read_html(html, out);
  return out.text;
}

TEST(html_text, blocks_make_lines_and_white_space_collapses) {
  EXPECT_EQ(visible("<div>one\n  two</div><p>three</p>four<br>five"),
            "one two\nthree\nfour\nfive\n");
}

TEST(html_text, cells_of_a_row_stay_on_one_line) {
  EXPECT_EQ(visible("<table><tr><td>Total</td><td>12.00</td></tr></table>"), "Total\t12.00\n");
}

TEST(html_text, style_script_comment_and_title_vanish) {
  EXPECT_EQ(
      visible("<title>t</title><style>a{b:c}</style><!-- <p>x</p> --><script>if(1<2)</script>y"),
      "y\n");
}

TEST(html_text, hidden_elements_vanish_with_their_children) {
  EXPECT_EQ(
      visible("<div style='display:none'>a<p>b</p></div><span style=\"mso-hide:all\">c</span>d"),
      "d\n");
  EXPECT_EQ(visible("<td style='font-size:0'><p style='font-size:14px'>seen</p>gap</td>"),
            "seen\n");
}

TEST(html_text, entities_are_decoded_and_unknown_ones_stay) {
  EXPECT_EQ(visible("a&amp;b &#x41;&#66;&nbsp;&copy; &bogus; &"), "a&b AB \xC2\xA9 &bogus; &\n");
}

TEST(html_text, broken_markup_is_read_to_its_end) {
  EXPECT_EQ(visible("<p>a</div></p></b>b <3 c <"), "a\nb <3 c <\n");
  EXPECT_EQ(visible("x<!-- never closed"), "x\n");
  EXPECT_EQ(visible("x<style>never closed"), "x\n");
  EXPECT_EQ(visible("x<a href='never closed"), "x\n");
}

TEST(html_text, invisible_characters_do_not_split_a_code) {
  EXPECT_EQ(primary_value({.html = "<p>Your code is 48\xE2\x80\x8B"
                                   "29\xC2\xAD"
                                   "13</p>"}),
            "482913");
}

TEST(html_anchors, keep_target_text_and_shape) {
  document out;
  read_html("<a class='btn' href=' https://a.example/x?a=1&amp;b=2 '>Go <img alt='now'></a>", out);
  ASSERT_EQ(out.links.size(), 1u);
  EXPECT_EQ(out.links[0].href, "https://a.example/x?a=1&b=2");
  EXPECT_TRUE(out.links[0].button);
  EXPECT_TRUE(out.links[0].image);
  EXPECT_EQ(out.text.substr(out.links[0].begin, out.links[0].end - out.links[0].begin), "Go now");
}

TEST(html_attributes, are_read_quoted_and_unquoted) {
  std::string_view rest = " a=1 b='x y' c = \"z\" d";
  std::string_view name;
  std::string_view value;
  std::string seen;
  while (next_attribute(rest, name, value))
    seen += std::string(name) + ":" + std::string(value) + ";";
  EXPECT_EQ(seen, "a:1;b:x y;c:z;d:;");
}

class html_codes : public testing::TestWithParam<message_case> {};

TEST_P(html_codes, gives_the_code) {
  EXPECT_EQ(primary_value(GetParam().message), GetParam().value) << explained(GetParam().message);
}

const std::array cases = std::to_array<message_case>({
    {"large_own_block",
     {.subject = "Sign in to Harbor",
      .html = "<p>Use this code:</p><div style='font-size:32px;letter-spacing:6px'>482913</div>"
              "<p>Harbor, 1200 Dock Street, 62704</p>"},
     "482913"},
    {"one_cell_a_digit",
     {.html = "<p>Your verification code</p><table><tr><td>4</td><td>8</td><td>2</td><td>9</td>"
              "<td>1</td><td>3</td></tr></table>"},
     "482913"},
    {"one_block_a_digit",
     {.html = "<p>Your verification code</p><table><tr><td><div>4</div></td><td><div>8</div></td>"
              "<td><div>2</div></td><td><div>9</div></td><td><div>1</div></td><td><div>3</div></td>"
              "</tr></table><p>Harbor</p>"},
     "482913"},
    {"one_span_a_digit",
     {.html = "<p>Your code: "
              "<span>4</span><span>8</span><span>2</span><span>9</span><span>1</span><span>3</"
              "span></p>"},
     "482913"},
    {"hidden_decoy",
     {.html =
          "<div style='display:none'>Your code is 111222</div><p>Your code is <b>482913</b></p>"},
     "482913"},
    {"comment_decoy",
     {.html = "<!-- Your code is 111222 --><p>Your code is <b>482913</b></p>"},
     "482913"},
    {"label_cell",
     {.html = "<table><tr><td>Order</td><td>771204</td></tr><tr><td>Confirmation "
              "code</td><td>482913</td></tr></table>"},
     "482913"},
    {"code_element",
     {.html = "<p>Enter this code to log in:</p><pre><code>KX4-9QD</code></pre>"},
     "KX4-9QD"},
});

INSTANTIATE_TEST_SUITE_P(messages, html_codes, testing::ValuesIn(cases), case_name);

}  // namespace
}  // namespace carnet::extraction
