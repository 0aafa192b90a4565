// The pass over lines: header blocks are followed as far as their limits need it, bodies are only
// looked at where a line begins with "--".
#include "producers/mail/mime_guard.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "producers/mail/ascii.hpp"
#include "producers/mail/gmime_handle.hpp"
#include "producers/mail/mime_boundaries.hpp"
#include "producers/mail/parsed_mail.hpp"

namespace carnet::mime {
namespace {

constexpr std::array<std::string_view, 12> address_fields = {
    "from",        "to",        "cc",        "bcc",        "reply-to",        "sender",
    "resent-from", "resent-to", "resent-cc", "resent-bcc", "resent-reply-to", "resent-sender"};

bool is_address_field(std::string_view name) {
  return std::ranges::any_of(address_fields,
                             [name](std::string_view field) { return equals_lower(name, field); });
}

std::string_view line_at(std::string_view raw, std::size_t at) {
  const auto end = raw.find('\n', at);
  return raw.substr(at, end == std::string_view::npos ? end : end - at + 1);
}

bool is_blank(std::string_view line) { return line == "\n" || line == "\r\n"; }

class guard_pass {
 public:
  guard_pass(std::string_view raw, GMimeParserOptions* options, guarded_message& out)
      : raw_(raw), options_(options), out_(out), text_{raw, out.copy} {}

  void run() {
    std::size_t at = 0;
    while (at < raw_.size() && !cut_) {
      at = in_header_ ? header_field(at) : body_line(at);
    }
    const auto end = cut_ ? std::min(cut_at_, raw_.size()) : raw_.size();
    out_.truncated = cut_;
    out_.text =
        out_.copy.empty() ? raw_.substr(0, end) : std::string_view(out_.copy).substr(0, end);
  }

 private:
  void cut(std::size_t at) {
    cut_ = true;
    cut_at_ = at;
  }

  // One logical field with its continuation lines, or the blank line that ends the block.
  std::size_t header_field(std::size_t at) {
    auto line = line_at(raw_, at);
    if (is_blank(line)) {
      boundaries_.open_declared();
      // A part of a digest is a message unless it says otherwise (RFC 2046 5.1.5).
      begin_block(embeds_message_ || (has_digest_ && is_part_));
      return at + line.size();
    }
    if (boundaries_.begins(line)) return part_boundary(at, line);
    std::size_t end = at + line.size();
    while (end < raw_.size() && (raw_[end] == ' ' || raw_[end] == '\t')) {
      end += line_at(raw_, end).size();
    }
    const auto field = raw_.substr(at, end - at);
    header_bytes_ += field.size();
    if (++header_fields_ > mime_limits::header_fields_max ||
        header_bytes_ > mime_limits::header_bytes_max) {
      cut(at);
      return at;
    }
    inspect(field, at);
    return end;
  }

  void inspect(std::string_view field, std::size_t at) {
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return;
    auto name = field.substr(0, colon);
    while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
    const auto value = field.substr(colon + 1);
    if (is_address_field(name)) {
      defuse(value);
    } else if (equals_lower(name, "content-type")) {
      content_type(value, at);
    }
  }

  void defuse(std::string_view value) {
    std::size_t colons = 0;
    for (std::size_t i = value.find(':'); i != std::string_view::npos; i = value.find(':', i + 1)) {
      if (++colons > mime_limits::groups_max) text_.overwrite(value.data() + i, " ");
    }
  }

  void content_type(std::string_view value, std::size_t at) {
    boundaries_.forget_declared();
    // Read as the library reads it: what is taken for something else here escapes the limits.
    const object_handle<GMimeContentType> type(
        g_mime_content_type_parse(options_, std::string(value).c_str()));
    if (is(type.get(), "message", "*")) embeds_message_ = true;
    if (!is(type.get(), "multipart", "*")) return;
    if (is(type.get(), "multipart", "digest")) has_digest_ = true;
    if (++multiparts_ > mime_limits::multiparts_max) return cut(at);
    boundaries_.declare(value, options_, text_);
  }

  static bool is(GMimeContentType* type, const char* kind, const char* subtype) {
    return g_mime_content_type_is_type(type, kind, subtype) != 0;
  }

  // `header` says whether what follows is the header of a part or of an embedded message.
  void begin_block(bool header) {
    in_header_ = header;
    embeds_message_ = false;
    is_part_ = false;
  }

  std::size_t part_boundary(std::size_t at, std::string_view line) {
    if (++parts_ > mime_limits::parts_max) {
      cut(at);
      return at;
    }
    if (boundaries_.meet(line, in_header_, text_)) {
      begin_block(true);
      is_part_ = true;
    }
    return at + line.size();
  }

  std::size_t body_line(std::size_t at) {
    if (boundaries_.empty()) return raw_.size();
    while (at < raw_.size()) {
      const auto line = line_at(raw_, at);
      if (boundaries_.begins(line)) return part_boundary(at, line);
      at += line.size();
    }
    return at;
  }

  std::string_view raw_;
  GMimeParserOptions* options_;
  guarded_message& out_;
  patched_text text_;
  boundary_list boundaries_;
  std::size_t header_bytes_ = 0;
  std::size_t header_fields_ = 0;
  std::size_t multiparts_ = 0;
  std::size_t parts_ = 0;
  std::size_t cut_at_ = 0;
  bool cut_ = false;
  bool in_header_ = true;
  bool embeds_message_ = false;
  bool has_digest_ = false;
  bool is_part_ = false;  // the header block is that of a part
};

}  // namespace

bool lacks_header(std::string_view raw) {
  const auto line = line_at(raw, 0);
  if (line.empty() || is_blank(line) || line.starts_with("From ")) return false;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  const auto name_end = line.substr(0, colon).find_last_not_of(" \t");
  return name_end == std::string_view::npos ||
         line.substr(0, name_end + 1).find_first_of(" \t") != std::string_view::npos;
}

bool mixes_line_ends(std::string_view raw) {
  bool seen[2] = {false, false};
  for (auto at = raw.find('\n'); at != std::string_view::npos; at = raw.find('\n', at + 1)) {
    seen[at > 0 && raw[at - 1] == '\r' ? 1 : 0] = true;
    if (seen[0] && seen[1]) return true;
  }
  return false;
}

void guard(std::string_view raw, GMimeParserOptions* options, guarded_message& out) {
  guard_pass(raw, options, out).run();
}

}  // namespace carnet::mime
