// See html_tokenizer.hpp. An unclosed comment or raw element ends at the end of the input; a search
// that failed once is not repeated, so that hostile input stays linear.

#include "domain/extraction/html_tokenizer.hpp"

#include <algorithm>
#include <array>

namespace carnet::extraction {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool ends_name(char c) { return is_space(c) || c == '>' || c == '/'; }

// Elements whose content is not text to a reader.
constexpr std::array<std::string_view, 8> raw_elements = {
    "style", "script", "title", "textarea", "noscript", "template", "iframe", "svg"};

}  // namespace

bool same_name(std::string_view written, std::string_view lower) {
  if (written.size() != lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = written[i];
    if ((c >= 'A' && c <= 'Z' ? c + 0x20 : c) != lower[i]) return false;
  }
  return true;
}

bool html_tokenizer::skip_markup_declaration() {
  const std::string_view rest = html_.substr(at_);
  if (rest.starts_with("<!--")) {
    const std::size_t end = html_.find("-->", at_ + 2);
    at_ = end == std::string_view::npos ? html_.size() : end + 3;
    return true;
  }
  if (rest.size() >= 2 && (rest[1] == '!' || rest[1] == '?')) {
    const std::size_t end = html_.find('>', at_);
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
    return true;
  }
  return false;
}

std::size_t html_tokenizer::tag_end(std::size_t at) const {
  // A '>' inside a quoted value does not end the tag. Most tags hold none, so the plain search
  // comes first.
  char quote = 0;
  for (; at < html_.size(); ++at) {
    const char c = html_[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return at;
    } else if ((c == '"' || c == '\'') && html_[at - 1] == '=') {
      quote = c;
    }
  }
  return html_.size();
}

void html_tokenizer::skip_raw_content(std::string_view name) {
  std::size_t at = at_;
  while (true) {
    at = html_.find("</", at);
    if (at == std::string_view::npos) {
      at_ = html_.size();
      return;
    }
    if (same_name(html_.substr(at + 2, name.size()), name)) {
      at_ = at;
      return;
    }
    at += 2;
  }
}

html_token html_tokenizer::next() {
  html_token token;
  while (at_ < html_.size()) {
    token.offset = at_;
    if (html_[at_] != '<') {
      const std::size_t end = std::min(html_.find('<', at_), html_.size());
      token.kind = html_token_kind::text;
      token.text = html_.substr(at_, end - at_);
      at_ = end;
      return token;
    }
    if (skip_markup_declaration()) continue;
    const bool closing = at_ + 1 < html_.size() && html_[at_ + 1] == '/';
    const std::size_t name_at = at_ + (closing ? 2 : 1);
    if (name_at >= html_.size() || !is_letter(html_[name_at])) {
      token.kind = html_token_kind::text;
      token.text = html_.substr(at_, 1);
      ++at_;
      return token;
    }
    std::size_t name_end = name_at;
    while (name_end < html_.size() && !ends_name(html_[name_end])) ++name_end;
    const std::size_t end = tag_end(name_end);
    token.kind = closing ? html_token_kind::end_tag : html_token_kind::start_tag;
    token.name = html_.substr(name_at, name_end - name_at);
    token.attributes = html_.substr(name_end, end - name_end);
    at_ = std::min(end + 1, html_.size());
    if (!closing) {
      for (const auto raw : raw_elements) {
        if (same_name(token.name, raw)) skip_raw_content(raw);
      }
    }
    return token;
  }
  return token;
}

bool next_attribute(std::string_view& rest, std::string_view& name, std::string_view& value) {
  std::size_t at = 0;
  while (at < rest.size() && (is_space(rest[at]) || rest[at] == '/')) ++at;
  if (at >= rest.size()) return false;
  std::size_t end = at + 1;
  while (end < rest.size() && !is_space(rest[end]) && rest[end] != '=' && rest[end] != '/') ++end;
  name = rest.substr(at, end - at);
  value = {};
  at = end;
  while (at < rest.size() && is_space(rest[at])) ++at;
  if (at < rest.size() && rest[at] == '=') {
    ++at;
    while (at < rest.size() && is_space(rest[at])) ++at;
    if (at < rest.size() && (rest[at] == '"' || rest[at] == '\'')) {
      const std::size_t close = std::min(rest.find(rest[at], at + 1), rest.size());
      value = rest.substr(at + 1, close - at - 1);
      at = std::min(close + 1, rest.size());
    } else {
      end = at;
      while (end < rest.size() && !is_space(rest[end])) ++end;
      value = rest.substr(at, end - at);
      at = end;
    }
  }
  rest.remove_prefix(at);
  return true;
}

}  // namespace carnet::extraction
