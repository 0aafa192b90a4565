// The walk is recursive; mime_guard bounds the depth. An embedded message is an attachment and is
// not entered: its text is not what the sender wrote.
#include "producers/mail/mail_body.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "producers/mail/charset.hpp"
#include "producers/mail/html_text.hpp"
#include "producers/mail/mail_headers.hpp"

namespace carnet::mime {
namespace {

using part_list = std::vector<GMimeObject*>;

// Text and HTML are collected side by side; a null list means that the alternative being read has
// already shown to be of the other kind.
struct collected_parts {
  part_list text;
  part_list html;
  std::vector<std::pair<GMimeObject*, bool>> attachments;  // with: shown inline
};

bool is_type(GMimeObject* part, const char* type, const char* subtype) {
  auto* content_type = g_mime_object_get_content_type(part);
  return content_type != nullptr && g_mime_content_type_is_type(content_type, type, subtype) != 0;
}

bool is_plain(GMimeObject* part) { return GMIME_IS_PART(part) && is_type(part, "text", "plain"); }
bool is_html(GMimeObject* part) { return GMIME_IS_PART(part) && is_type(part, "text", "html"); }

bool is_media(GMimeObject* part) {
  return is_type(part, "image", "*") || is_type(part, "audio", "*") || is_type(part, "video", "*");
}

bool is_named(GMimeObject* part) {
  return GMIME_IS_PART(part) && g_mime_part_get_filename(GMIME_PART(part)) != nullptr;
}

bool is_attached(GMimeObject* part) {
  const char* disposition = g_mime_object_get_disposition(part);
  return disposition != nullptr && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

class body_walk {
 public:
  explicit body_walk(collected_parts& found) : found_(found) {}

  void root(GMimeObject* part) {
    scope top;
    if (GMIME_IS_MULTIPART(part)) {
      multipart(GMIME_MULTIPART(part), top);
    } else {
      leaf(part, 0, top);
    }
  }

 private:
  struct scope {
    bool related = false;
    bool alternative = false;         // the enclosing multipart is one
    bool inside_alternative = false;  // some enclosing multipart is one
    bool text_open = true;
    bool html_open = true;
  };

  void multipart(GMimeMultipart* parent, scope outer) {
    scope inner = outer;
    auto* object = GMIME_OBJECT(parent);
    inner.related = is_type(object, "multipart", "related");
    inner.alternative = is_type(object, "multipart", "alternative");
    inner.inside_alternative = outer.inside_alternative || inner.alternative;
    const auto text_before = found_.text.size();
    const auto html_before = found_.html.size();
    const int count = g_mime_multipart_get_count(parent);
    for (int index = 0; index < count; ++index) {
      auto* part = g_mime_multipart_get_part(parent, index);
      if (GMIME_IS_MULTIPART(part)) {
        multipart(GMIME_MULTIPART(part), inner);
      } else {
        leaf(part, index, inner);
      }
    }
    if (inner.alternative && inner.text_open && inner.html_open) {
      share(found_.text, text_before, found_.html, html_before);
    }
  }

  // An alternative that came in one form only stands for both.
  static void share(part_list& text, std::size_t text_before, part_list& html,
                    std::size_t html_before) {
    if (text.size() == text_before) {
      text.insert(text.end(), html.begin() + static_cast<std::ptrdiff_t>(html_before), html.end());
    } else if (html.size() == html_before) {
      html.insert(html.end(), text.begin() + static_cast<std::ptrdiff_t>(text_before), text.end());
    }
  }

  void leaf(GMimeObject* part, int index, scope& around) {
    const bool readable = is_plain(part) || is_html(part);
    const bool media = is_media(part);
    const bool in_place = index == 0 || (!around.related && (media || !is_named(part)));
    if (is_attached(part) || !(readable || media) || !in_place) {
      found_.attachments.emplace_back(part, !is_attached(part) && around.related);
      return;
    }
    if (media) {
      found_.attachments.emplace_back(part, true);
      return;
    }
    if (around.alternative) {
      (is_plain(part) ? found_.text : found_.html).push_back(part);
      return;
    }
    if (around.inside_alternative) (is_plain(part) ? around.html_open : around.text_open) = false;
    if (around.text_open) found_.text.push_back(part);
    if (around.html_open) found_.html.push_back(part);
  }

  collected_parts& found_;
};

std::string decoded(GMimeObject* part) {
  auto* content = g_mime_part_get_content(GMIME_PART(part));
  if (content == nullptr) return {};
  const object_handle<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  const auto size = std::min<std::size_t>(bytes->len, mime_limits::body_bytes_max);
  return {reinterpret_cast<const char*>(bytes->data), size};
}

// Every line end as LF.
std::string with_line_feeds(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\r', at), text.size());
    out.append(text, at, end - at);
    if (end < text.size() && !(end + 1 < text.size() && text[end + 1] == '\n')) out += '\n';
    at = end + 1;
  }
  return out;
}

std::string readable(GMimeObject* part) {
  const auto bytes = decoded(part);
  const char* charset = g_mime_object_get_content_type_parameter(part, "charset");
  if (charset != nullptr) return with_line_feeds(to_utf8(bytes, charset));
  if (is_html(part) && !is_utf8(bytes)) return with_line_feeds(to_utf8(bytes, html_charset(bytes)));
  return with_line_feeds(guessed_utf8(bytes));
}

void append_part(std::string& out, std::string_view text, parsed_mail& mail) {
  if (out.size() + text.size() > mime_limits::body_bytes_max) {
    mail.truncated = true;
    return;
  }
  if (!out.empty() && !out.ends_with('\n')) out += '\n';
  out += text;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::uint64_t decoded_size(GMimeObject* part) {
  const object_handle<GMimeStream> counter(g_mime_stream_null_new());
  if (GMIME_IS_PART(part)) {
    auto* content = g_mime_part_get_content(GMIME_PART(part));
    if (content == nullptr) return 0;
    return static_cast<std::uint64_t>(
        std::max<ssize_t>(0, g_mime_data_wrapper_write_to_stream(content, counter.get())));
  }
  return static_cast<std::uint64_t>(
      std::max<ssize_t>(0, g_mime_object_write_content_to_stream(part, nullptr, counter.get())));
}

mail_attachment described(GMimeObject* part, bool shown_inline) {
  mail_attachment attachment;
  if (GMIME_IS_PART(part)) {
    attachment.filename = one_line(copied(g_mime_part_get_filename(GMIME_PART(part))));
  } else {
    attachment.filename =
        one_line(copied(g_mime_object_get_content_disposition_parameter(part, "filename")));
  }
  const glib_string type(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(part)));
  attachment.content_type = one_line(copied(type.get()));
  std::ranges::transform(attachment.content_type, attachment.content_type.begin(),
                         [](char c) { return g_ascii_tolower(c); });
  attachment.size_bytes = decoded_size(part);
  attachment.is_inline = shown_inline;
  return attachment;
}

// A multipart whose boundary never comes: all of it stands before the first part.
std::string unparted(GMimeObject* root) {
  if (!GMIME_IS_MULTIPART(root)) return {};
  auto* multipart = GMIME_MULTIPART(root);
  if (g_mime_multipart_get_count(multipart) > 0) return {};
  return with_line_feeds(guessed_utf8(copied(g_mime_multipart_get_prologue(multipart))));
}

}  // namespace

void read_body(GMimeMessage* message, parsed_mail& mail) {
  auto* root = g_mime_message_get_mime_part(message);
  if (root == nullptr) return;
  collected_parts found;
  body_walk(found).root(root);
  for (auto* part : found.html) {
    if (is_html(part)) append_part(mail.html, readable(part), mail);
  }
  append_part(mail.text, unparted(root), mail);
  for (auto* part : found.text) {
    const auto content = readable(part);
    append_part(mail.text, is_html(part) ? html_to_text(content) : content, mail);
  }
  if (is_blank(mail.text) && !mail.html.empty()) mail.text = html_to_text(mail.html);
  for (const auto& [part, shown_inline] : found.attachments) {
    mail.attachments.push_back(described(part, shown_inline));
  }
}

}  // namespace carnet::mime
