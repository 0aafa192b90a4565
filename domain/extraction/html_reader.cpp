// See html_reader.hpp.

#include "domain/extraction/html_reader.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "domain/extraction/codepoint.hpp"
#include "domain/extraction/html_style.hpp"
#include "domain/extraction/html_tokenizer.hpp"
#include "domain/extraction/text_builder.hpp"

namespace carnet::extraction {
namespace {

enum class element : std::uint8_t {
  inline_,
  block,
  cell,
  row,
  anchor,
  void_,
  line_break,
  image,
  bold,
  mono,
  heading
};

struct known_element {
  std::string_view name;
  element kind;
};

constexpr std::array known_elements = std::to_array<known_element>({
    {"a", element::anchor},         {"address", element::block},  {"article", element::block},
    {"aside", element::block},      {"b", element::bold},         {"base", element::void_},
    {"blockquote", element::block}, {"body", element::block},     {"br", element::line_break},
    {"button", element::inline_},   {"center", element::block},   {"code", element::mono},
    {"dd", element::block},         {"div", element::block},      {"dl", element::block},
    {"dt", element::block},         {"fieldset", element::block}, {"footer", element::block},
    {"form", element::block},       {"h1", element::heading},     {"h2", element::heading},
    {"h3", element::heading},       {"h4", element::heading},     {"h5", element::heading},
    {"h6", element::heading},       {"header", element::block},   {"hr", element::line_break},
    {"html", element::block},       {"img", element::image},      {"input", element::void_},
    {"kbd", element::mono},         {"li", element::block},       {"link", element::void_},
    {"main", element::block},       {"meta", element::void_},     {"nav", element::block},
    {"ol", element::block},         {"p", element::block},        {"pre", element::mono},
    {"section", element::block},    {"strong", element::bold},    {"table", element::block},
    {"tbody", element::inline_},    {"td", element::cell},        {"th", element::cell},
    {"tr", element::row},           {"tt", element::mono},        {"ul", element::block},
    {"wbr", element::void_},
});
static_assert(std::ranges::is_sorted(known_elements, {}, &known_element::name));

struct named_element {
  element kind = element::inline_;
  std::uint32_t id = 0;  // equal for equal names, whatever their case
};

named_element classify(std::string_view name) {
  std::array<char, 12> lowered{};
  const std::size_t size = std::min(name.size(), lowered.size());
  std::uint32_t id = 2166136261u;
  for (std::size_t i = 0; i < size; ++i) {
    const char c = name[i];
    lowered[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    id = (id ^ static_cast<unsigned char>(lowered[i])) * 16777619u;
  }
  const std::string_view key(lowered.data(), size);
  const auto found = std::ranges::lower_bound(known_elements, key, {}, &known_element::name);
  const bool known = name.size() == size && found != known_elements.end() && found->name == key;
  return {known ? found->kind : element::inline_, id};
}

bool makes_line(element kind) {
  return kind == element::block || kind == element::row || kind == element::heading;
}

struct open_element {
  std::uint32_t id = 0;
  element kind = element::inline_;
  std::uint16_t flags = 0;
  bool hidden = false;
};

class reader {
 public:
  reader(std::string_view html, document& out)
      : html_(html), out_(out), builder_(out, place::html) {
    stack_.reserve(64);
    stack_.push_back({});
  }

  void read() {
    html_tokenizer tokens(html_);
    for (html_token token = tokens.next(); token.kind != html_token_kind::end;
         token = tokens.next()) {
      ++out_.work;
      if (token.kind == html_token_kind::text) text(token);
      if (token.kind == html_token_kind::start_tag) open(token);
      if (token.kind == html_token_kind::end_tag) close(token);
    }
    end_anchor();
    builder_.end_line();
    out_.work += html_.size();
  }

 private:
  void text(const html_token& token) {
    const open_element& top = stack_.back();
    if (top.hidden || (top.flags & style_tiny) != 0) return;
    out_.runs.push_back({builder_.position(), top.flags});
    put(token.text, token.offset);
  }

  void put(std::string_view raw, std::size_t offset) {
    while (!raw.empty()) {
      const std::size_t mark = std::min(raw.find('&'), raw.size());
      if (mark > 0) builder_.append(raw.substr(0, mark), static_cast<std::uint32_t>(offset));
      raw.remove_prefix(mark);
      offset += mark;
      if (raw.empty()) return;
      char32_t value = 0;
      std::size_t used = decode_entity(raw, value);
      if (used == 0) {
        value = U'&';
        used = 1;
      }
      builder_.append_character(value, static_cast<std::uint32_t>(offset));
      raw.remove_prefix(used);
      offset += used;
    }
  }

  void open(const html_token& token) {
    const named_element named = classify(token.name);
    const open_element top = stack_.back();
    if (named.kind == element::line_break) {
      if (!top.hidden) builder_.end_line();
      return;
    }
    const element_look look =
        token.attributes.size() < 2 ? element_look{} : read_look(token.attributes);
    if (named.kind == element::image) {
      if (!top.hidden && !look.hidden) image(look, token.offset);
      return;
    }
    if (named.kind == element::void_) return;
    if (makes_line(named.kind) && !top.hidden) builder_.end_line();
    if (named.kind == element::cell && !top.hidden) builder_.column_gap();
    const bool closes_itself = named.kind == element::cell || named.kind == element::row ||
                               same_name(token.name, "p") || same_name(token.name, "li");
    if (closes_itself && stack_.size() > 1 && stack_.back().id == named.id) stack_.pop_back();
    if (stack_.size() >= max_depth) {
      ++overflow_;
      return;
    }
    open_element entry{named.id, named.kind, top.flags, top.hidden || look.hidden};
    entry.flags = static_cast<std::uint16_t>((entry.flags & ~look.cleared) | look.flags);
    if (named.kind == element::bold) entry.flags |= style_bold;
    if (named.kind == element::mono) entry.flags |= style_mono;
    if (named.kind == element::heading) entry.flags |= style_heading | style_bold;
    if (named.kind == element::anchor) begin_anchor(look, entry.hidden);
    stack_.push_back(entry);
  }

  void image(const element_look& look, std::size_t offset) {
    if (anchor_open_) anchor_.image = true;
    if (look.alt.empty() || look.alt.size() > 200) return;
    out_.runs.push_back({builder_.position(), stack_.back().flags});
    put(" ", offset);
    put(look.alt, offset);
    put(" ", offset);
  }

  void begin_anchor(const element_look& look, bool hidden) {
    end_anchor();
    if (hidden || look.href.empty() || out_.links.size() >= max_links) return;
    anchor_ = {};
    anchor_.href = decode_attribute(look.href);
    anchor_.begin = builder_.position();
    anchor_.raw_offset = static_cast<std::uint32_t>(look.href.data() - html_.data());
    anchor_.raw_length = static_cast<std::uint32_t>(look.href.size());
    anchor_.where = place::html;
    anchor_.button = look.boxed || (look.flags & style_button) != 0;
    anchor_open_ = true;
  }

  void end_anchor() {
    if (!anchor_open_) return;
    anchor_open_ = false;
    anchor_.end = static_cast<std::uint32_t>(out_.text.size());
    anchor_.begin = std::min(anchor_.begin, anchor_.end);
    // The line is known once it has ended; until then its index is the next to be recorded.
    out_.links.push_back(std::move(anchor_));
  }

  void close(const html_token& token) {
    const named_element named = classify(token.name);
    if (named.kind == element::anchor) end_anchor();
    if (overflow_ > 0) {
      --overflow_;
      return;
    }
    const std::size_t floor =
        stack_.size() > max_close_search ? stack_.size() - max_close_search : 1;
    std::size_t at = stack_.size();
    while (at > floor && stack_[at - 1].id != named.id) --at;
    if (at <= floor) {  // closes nothing that is open
      if (makes_line(named.kind) && !stack_.back().hidden) builder_.end_line();
      return;
    }
    const bool hidden = stack_[at - 1].hidden;
    stack_.resize(at - 1);
    if (makes_line(named.kind) && !hidden) builder_.end_line();
  }

  std::string_view html_;
  document& out_;
  text_builder builder_;
  std::vector<open_element> stack_;
  std::size_t overflow_ = 0;
  link_spot anchor_;
  bool anchor_open_ = false;
};

}  // namespace

std::string decode_attribute(std::string_view raw) {
  raw = raw.substr(0, max_href_bytes);
  std::string out;
  out.reserve(raw.size());
  while (!raw.empty()) {
    const std::size_t mark = std::min(raw.find('&'), raw.size());
    out.append(raw.substr(0, mark));
    raw.remove_prefix(mark);
    if (raw.empty()) break;
    char32_t value = 0;
    std::size_t used = decode_entity(raw, value);
    if (used == 0) {
      value = U'&';
      used = 1;
    }
    append_utf8(out, value);
    raw.remove_prefix(used);
  }
  return out;
}

void read_html(std::string_view html, document& out) {
  const std::size_t first_link = out.links.size();
  reader(html.substr(0, max_html_bytes), out).read();
  for (std::size_t i = first_link; i < out.links.size(); ++i) {
    out.links[i].line = out.line_at(out.links[i].begin);
  }
}

}  // namespace carnet::extraction
