// The tokenizer follows the HTML standard where mail depends on it (comments, raw text elements,
// quoted attributes, references without a semicolon) and reads everything else as text.
#include "producers/mail/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace carnet::mime {
namespace {

constexpr std::size_t entity_name_max = 32;
constexpr std::size_t tag_name_max = 16;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_name(char c) { return is_alpha(c) || (c >= '0' && c <= '9'); }

bool equals_lower(std::string_view text, std::string_view wanted) {
  return std::ranges::equal(text, wanted, [](char a, char b) { return lower(a) == b; });
}

template <std::size_t Size>
bool any_of(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 6> silent = {"script",   "style",    "title",
                                                    "noscript", "template", "xml"};
constexpr std::array<std::string_view, 30> blocks = {
    "address",  "article", "aside",  "blockquote", "body", "center",  "dd",    "div", "dl", "dt",
    "fieldset", "figure",  "footer", "form",       "h1",   "h2",      "h3",    "h4",  "h5", "h6",
    "header",   "hr",      "li",     "main",       "ol",   "section", "table", "tr",  "ul", "pre"};

class text_writer {
 public:
  explicit text_writer(std::string_view html) : html_(html) { out_.reserve(html.size() / 3); }

  std::string run() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && at_tag()) {
        read_tag();
      } else if (c == '&') {
        at_ += reference(html_.substr(at_));
      } else {
        put(c);
        ++at_;
      }
    }
    while (!out_.empty() && is_space(out_.back())) out_.pop_back();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool at_tag() const {
    if (at_ + 1 >= html_.size()) return false;
    const char next = html_[at_ + 1];
    return is_alpha(next) || next == '/' || next == '!' || next == '?';
  }

  void put(char c) {
    if (pre_depth_ == 0 && is_space(c)) {
      space_ = true;
      return;
    }
    before_visible();
    if (c != '\r') out_ += c;
  }

  void before_visible() {
    if (!out_.empty() && lines_ > 0)
      out_.append(std::min(lines_, 2), '\n');
    else if (space_ && !out_.empty() && out_.back() != '\n')
      out_ += ' ';
    lines_ = 0;
    space_ = false;
  }

  // `text` starts with '&'; gives how many of its bytes were read.
  std::size_t reference(std::string_view text) {
    std::size_t end = 1;
    if (end < text.size() && text[end] == '#') ++end;
    while (end < text.size() && end <= entity_name_max && is_name(text[end])) ++end;
    const auto code = entity_code(text.substr(1, end - 1));
    if (code == 0) {
      put('&');
      return 1;
    }
    if (code == 0xa0) {
      space_ = true;
    } else if (code < 0x80) {
      put(static_cast<char>(code));
    } else {
      before_visible();
      append_utf8(out_, code);
    }
    return end < text.size() && text[end] == ';' ? end + 1 : end;
  }

  void read_tag() {
    if (html_.substr(at_).starts_with("<!--")) {
      const auto end = html_.find("-->", at_ + 4);
      at_ = end == std::string_view::npos ? html_.size() : end + 3;
      return;
    }
    const std::size_t start = at_ + 1;
    const bool closing = html_[start] == '/';
    std::size_t end = closing ? start + 1 : start;
    std::string name;
    while (end < html_.size() && is_name(html_[end])) {
      if (name.size() < tag_name_max) name += lower(html_[end]);
      ++end;
    }
    const auto attributes = skip_attributes(end);
    if (closing) {
      close(name);
    } else {
      open(name, attributes);
    }
  }

  // Leaves at_ behind the '>' that ends the tag; quoted values may hold one.
  std::string_view skip_attributes(std::size_t from) {
    char quote = 0;
    std::size_t at = from;
    for (; at < html_.size(); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        break;
      } else if ((c == '"' || c == '\'') && at > from && html_[at - 1] == '=') {
        quote = c;
      }
    }
    if (quote != 0) at = std::min(html_.find('>', from), html_.size());
    at_ = std::min(at + 1, html_.size());
    return html_.substr(from, at - from);
  }

  void open(const std::string& name, std::string_view attributes) {
    if (name == "br") {
      ++lines_;
    } else if (name == "p") {
      lines_ = std::max(lines_, 2);
    } else if (name == "td" || name == "th") {
      space_ = true;
    } else if (name == "img") {
      write_alternative(attributes);
    } else if (any_of(silent, name)) {
      skip_element(name);
    } else if (any_of(blocks, name)) {
      lines_ = std::max(lines_, 1);
    }
    if (name == "pre") ++pre_depth_;
  }

  void close(const std::string& name) {
    if (name == "p") lines_ = std::max(lines_, 2);
    if (any_of(blocks, name)) lines_ = std::max(lines_, 1);
    if (name == "pre" && pre_depth_ > 0) --pre_depth_;
  }

  void write_alternative(std::string_view attributes) {
    for (std::size_t at = 0; at + 5 < attributes.size(); ++at) {
      if (!is_space(attributes[at]) || !equals_lower(attributes.substr(at + 1, 4), "alt="))
        continue;
      const char quote = attributes[at + 5];
      if (quote != '"' && quote != '\'') return;
      const auto end = attributes.find(quote, at + 6);
      const auto value =
          attributes.substr(at + 6, end == std::string_view::npos ? end : end - at - 6);
      for (std::size_t i = 0; i < value.size();) {
        if (value[i] == '&') {
          i += reference(value.substr(i));
        } else {
          put(value[i++]);
        }
      }
      return;
    }
  }

  // Content of these elements ends at their own end tag only; without one it is the rest, once.
  void skip_element(const std::string& name) {
    for (std::size_t at = html_.find("</", at_); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      if (!equals_lower(html_.substr(at + 2, name.size()), name)) continue;
      const auto end = html_.find('>', at);
      at_ = end == std::string_view::npos ? html_.size() : end + 1;
      return;
    }
    at_ = html_.size();
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string out_;
  int lines_ = 0;       // line ends owed before the next visible character
  bool space_ = false;  // one space owed likewise
  int pre_depth_ = 0;
};

}  // namespace

std::string_view html_charset(std::string_view html) {
  constexpr std::size_t searched_bytes = 2'048;
  constexpr std::string_view attribute = "charset=";
  const auto head = html.substr(0, searched_bytes);
  const auto found =
      std::ranges::search(head, attribute, [](char a, char b) { return lower(a) == b; });
  if (found.empty()) return {};
  auto value = head.substr(static_cast<std::size_t>(found.end() - head.begin()));
  while (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
  return value.substr(0, value.find_first_of("\"'> ;/"));
}

std::string html_to_text(std::string_view html) { return text_writer(html).run(); }

}  // namespace carnet::mime
