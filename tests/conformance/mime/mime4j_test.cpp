// The messages of the mime4j project: the header and every leaf outside embedded messages, as
// recorded in the XML and the decoded files beside each.
#include <gtest/gtest.h>

#include "producers/mail/charset.hpp"
#include "producers/mail/html_text.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "tests/conformance/mime/comparison.hpp"
#include "tests/conformance/mime/material.hpp"

namespace carnet::test {
namespace {

struct leaf {
  bool is_text = false;
  std::string file;
  std::string charset;
};

struct expectation {
  std::string subject;
  std::string from;
  std::vector<leaf> leaves;
  std::size_t fields = 0;
  std::string preambles;  // what stands before the parts of multiparts
};

std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, char> names[] = {
      {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}};
  std::string out;
  while (!text.empty()) {
    std::size_t used = 1;
    char c = text[0];
    for (const auto& [name, meant] : names) {
      if (!text.starts_with(name)) continue;
      used = name.size();
      c = meant;
    }
    out += c;
    text.remove_prefix(used);
  }
  return out;
}

std::string attribute(std::string_view tag, std::string_view before) {
  const auto start = tag.find(before);
  if (start == std::string_view::npos) return {};
  const auto value = tag.substr(start + before.size());
  return std::string(value.substr(0, value.find_first_of("\"; \r\n>")));
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The recorded structure is flat enough to be read tag by tag.
class recorded_xml {
 public:
  explicit recorded_xml(std::string_view xml) {
    for (auto at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
      const auto end = xml.find('>', at);
      if (end == std::string_view::npos) break;
      read(xml.substr(at + 1, end - at - 1), xml.substr(end + 1, xml.find('<', end) - end - 1));
    }
  }
  expectation found;

 private:
  void read(std::string_view tag, std::string_view text) {
    if (tag == "message") ++depth_;
    if (tag == "/message") --depth_;
    if (tag == "multipart") ++multiparts_;
    if (tag == "/multipart") --multiparts_;
    if (tag == "header") charset_.clear();
    if (depth_ != 1) return;
    if (tag == "field") field(unescaped(text));
    if (tag == "preamble") found.preambles += unescaped(text);
    if (tag.starts_with("text-body") || tag.starts_with("binary-body")) {
      found.leaves.push_back({tag.starts_with("text"), attribute(tag, "name=\""), charset_});
    }
  }

  void field(const std::string& line) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) return;
    ++found.fields;
    const auto name = lower(folded(line.substr(0, colon)));
    const auto value = line.substr(colon + 1);
    if (name == "content-type") {
      charset_ = attribute(lower(value), "charset=");
      if (charset_.empty()) charset_ = attribute(lower(value), "charset=\"");
    }
    if (multiparts_ > 0) return;
    if (name == "subject" && found.subject.empty()) found.subject = folded(value);
    if (name == "from" && found.from.empty()) found.from = folded(value);
  }

  int depth_ = 0;
  int multiparts_ = 0;
  std::string charset_;
};

// What is found is taken out, so that in the end nothing may be left over.
bool take(std::string& from, const std::string& text) {
  if (from.empty() && !text.empty()) return false;
  const auto at = from.find(text);
  if (at == std::string::npos) return false;
  from = folded(from.erase(at, text.size()));
  return true;
}

bool is_kept(const leaf& part, const std::string& content, parsed_mail& ours) {
  const auto text = folded(mime::to_utf8(content, part.charset));
  if (part.is_text && (take(ours.text, text) || take(ours.html, text))) return true;
  const auto line_ends = static_cast<std::size_t>(std::ranges::count(content, '\n'));
  const auto match = std::ranges::find_if(ours.attachments, [&](const mail_attachment& each) {
    const auto bytes = each.size_bytes;
    // The record ends lines with CRLF and may keep the one before a boundary.
    return bytes <= content.size() + 2 && bytes + line_ends + 2 >= content.size();
  });
  if (match == ours.attachments.end()) return false;
  ours.attachments.erase(match);
  return true;
}

struct reading {
  std::filesystem::path file;
  expectation expected;
  parsed_mail ours;
};

std::vector<reading> readings() {
  std::vector<reading> all;
  for (const auto& file : files_below(mime_material() / "mime4j", ".msg")) {
    const auto stem = (file.parent_path() / file.stem()).string();
    reading each;
    each.file = file;
    each.expected = recorded_xml(file_bytes(stem + "_decoded.xml")).found;
    // The longest first, so that a text that is part of another one does not tear it.
    std::ranges::sort(each.expected.leaves, std::greater(), [&](const leaf& part) {
      return std::filesystem::file_size(file.parent_path() / part.file);
    });
    each.ours = parse_mail(file_bytes(file));
    all.push_back(std::move(each));
  }
  return all;
}

// What we show beyond the recorded leaves by a convention of ours (docs/mime-conformance.md), and
// must be exactly that: the preamble of multiparts, where they hold nothing readable; the HTML as
// text, where there is no other.
bool is_convention(const std::string& left, const reading& each, const std::string& rendered) {
  return left.empty() || left == folded(each.expected.preambles) || left == rendered;
}

// A message without any header is its body.
bool is_bare(const reading& each) {
  return each.expected.fields == 0 && folded(each.ours.text) == folded(file_bytes(each.file));
}

TEST(Mime4jMaterial, GivesNoWrongSender) {
  if (mime_material().empty()) GTEST_SKIP() << "CARNET_CONFORMANCE names no mime material";
  for (const auto& each : readings()) {
    const auto& expected = each.expected.from;
    if (each.ours.from.empty()) {
      EXPECT_FALSE(expected.contains('@')) << each.file << expected;
    } else {
      EXPECT_TRUE(expected.contains(each.ours.from)) << each.file << expected;
    }
  }
}

}  // namespace

agreement mime4j_agreement() {
  agreement found;
  for (auto& each : readings()) {
    ++found.total;
    if (is_bare(each)) continue;
    const auto& subject = each.expected.subject;
    bool same = subject.contains("=?") || agrees(each.ours.subject, subject);
    const auto rendered = folded(mime::html_to_text(each.ours.html));
    each.ours.text = folded(each.ours.text);
    each.ours.html = folded(each.ours.html);
    for (const auto& part : each.expected.leaves) {
      same = is_kept(part, file_bytes(each.file.parent_path() / part.file), each.ours) && same;
    }
    const bool complete = is_convention(each.ours.text, each, rendered) && each.ours.html.empty();
    if (!same) found.different.push_back(each.file);
    if (same && !complete) found.shows_more.push_back(each.file);
  }
  return found;
}

}  // namespace carnet::test
