// The torture messages of the mail-parser project against the results it records for them.
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <sstream>

#include "producers/mail/charset.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "tests/conformance/mime/comparison.hpp"
#include "tests/conformance/mime/material.hpp"

namespace carnet::test {
namespace {

namespace json = boost::json;

// Fields the recorder does not know by name have an object in place of the name.
bool is_field(const json::value& header, std::string_view name) {
  return header.at("name").is_string() && std::string_view(header.at("name").as_string()) == name &&
         header.at("value").is_object();
}

// One message with what is expected of it.
struct sample {
  std::filesystem::path file;
  parsed_mail ours;
  json::object expected;

  [[nodiscard]] const json::object& part(std::size_t index) const {
    return expected.at("parts").as_array().at(index).as_object();
  }
  [[nodiscard]] const json::value* field(std::string_view name) const {
    for (const auto& header : part(0).at("headers").as_array()) {
      if (is_field(header, name)) return &header.at("value");
    }
    return nullptr;
  }
  // The body of a part and its kind: Text, Html, Binary, InlineBinary, Message or Multipart.
  [[nodiscard]] std::pair<std::string, const json::value*> body(std::size_t index) const {
    const auto& object = part(index).at("body").as_object();
    return {std::string(object.begin()->key()), &object.begin()->value()};
  }
};

void add_addresses(const json::value& list, std::vector<std::string>& found) {
  for (const auto& entry : list.as_array()) {
    const auto& address = entry.at("address");
    if (address.is_null()) continue;
    std::string text(address.as_string());
    if (text.contains('@')) found.push_back(std::move(text));
  }
}

std::vector<std::string> addresses(const sample& message, std::string_view name) {
  std::vector<std::string> found;
  const auto* value = message.field(name);
  if (value == nullptr || value->as_object().if_contains("Address") == nullptr) return found;
  const auto& address = value->at("Address").as_object();
  if (const auto* list = address.if_contains("List")) add_addresses(*list, found);
  if (const auto* groups = address.if_contains("Group")) {
    for (const auto& group : groups->as_array()) add_addresses(group.at("addresses"), found);
  }
  return found;
}

std::string subject(const sample& message) {
  const auto* value = message.field("subject");
  return value == nullptr ? std::string() : std::string(value->at("Text").as_string());
}

// The parts of one kind that a list of the expectation names, joined.
std::string joined(const sample& message, const char* list, std::string_view kind) {
  std::string all;
  for (const auto& index : message.expected.at(list).as_array()) {
    const auto [found, body] = message.body(static_cast<std::size_t>(index.to_number<int>()));
    if (found == kind) all += std::string(body->as_string()) + "\n";
  }
  return all;
}

bool has_kind(const sample& message, const char* list, std::string_view kind) {
  return std::ranges::any_of(message.expected.at(list).as_array(), [&](const json::value& index) {
    return message.body(static_cast<std::size_t>(index.to_number<int>())).first == kind;
  });
}

// Parts that the recorder marks as damaged hold their raw bytes; our reading of them is contained
// there.
std::string damaged_text(const sample& message) {
  std::string all;
  for (std::size_t index = 0; index < message.expected.at("parts").as_array().size(); ++index) {
    const auto [kind, body] = message.body(index);
    const bool damaged = message.part(index).at("is_encoding_problem").as_bool();
    if (damaged && (kind == "Text" || kind == "Html")) all += std::string(body->as_string()) + "\n";
  }
  return all;
}

// True when `ours` is `expected` and, behind it, only lines that stand in `damaged`.
bool agrees_with_rest(const std::string& ours, const std::string& expected,
                      const std::string& damaged) {
  if (agrees(ours, expected)) return true;
  const auto all = folded(ours);
  const auto known = folded(expected);
  if (!all.starts_with(known)) return false;
  std::istringstream words(all.substr(known.size()));
  for (std::string word; words >> word;) {
    if (!damaged.contains(word)) return false;
  }
  return true;
}

bool bodies_agree(const sample& message) {
  const auto damaged = damaged_text(message);
  const bool html_as_text = has_kind(message, "text_body", "Html");
  const auto text = joined(message, "text_body", "Text");
  const bool text_agrees = html_as_text ? folded(message.ours.text).contains(folded(text))
                                        : agrees_with_rest(message.ours.text, text, damaged);
  return text_agrees &&
         agrees_with_rest(message.ours.html, joined(message, "html_body", "Html"), damaged);
}

std::string content_type(const json::object& part) {
  for (const auto& header : part.at("headers").as_array()) {
    if (!is_field(header, "content_type")) continue;
    const auto& type = header.at("value").at("ContentType");
    return std::string(type.at("c_type").as_string()) + "/" +
           (type.at("c_subtype").is_null() ? "" : std::string(type.at("c_subtype").as_string()));
  }
  return {};
}

bool has_encoding(const json::object& part, std::string_view encoding) {
  return std::ranges::any_of(part.at("headers").as_array(), [&](const json::value& header) {
    return is_field(header, "content_transfer_encoding") &&
           std::string_view(header.at("value").at("Text").as_string()) == encoding;
  });
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool is_kept(const sample& message, std::size_t index, std::vector<mail_attachment>& ours) {
  const auto [kind, body] = message.body(index);
  const auto& part = message.part(index);
  const bool sized = kind.ends_with("Binary") && has_encoding(part, "base64");
  const auto wanted = lower(content_type(part));
  const auto match = std::ranges::find_if(ours, [&](const mail_attachment& attachment) {
    if (kind == "Message") return attachment.content_type.starts_with("message/");
    if (sized && attachment.size_bytes != body->as_array().size()) return false;
    return attachment.content_type == wanted;
  });
  if (match != ours.end()) {
    ours.erase(match);
    return true;
  }
  if (kind == "Text" || kind == "Html") {
    // What is damaged is compared as a body, where it belongs.
    if (part.at("is_encoding_problem").as_bool()) return true;
    const auto text = folded(std::string_view(body->as_string()));
    return folded(message.ours.text).contains(text) || folded(message.ours.html).contains(text);
  }
  return kind == "Multipart" && !message.ours.text.empty();
}

std::vector<sample> samples() {
  std::vector<sample> all;
  for (const auto& file : files_below(mime_material() / "mail-parser", ".eml")) {
    auto expectation = file;
    expectation.replace_extension(".json");
    sample message;
    message.file = file;
    message.ours = parse_mail(file_bytes(file));
    message.expected = json::parse(file_bytes(expectation)).as_object();
    all.push_back(std::move(message));
  }
  return all;
}

class MailParserMaterial : public testing::Test {
 protected:
  void SetUp() override {
    if (mime_material().empty()) GTEST_SKIP() << "CARNET_CONFORMANCE names no mime material";
  }
};

TEST_F(MailParserMaterial, GivesNoWrongAddress) {
  for (const auto& message : samples()) {
    const auto from = addresses(message, "from");
    EXPECT_EQ(message.ours.from, from.empty() ? "" : from.front()) << message.file;
    EXPECT_EQ(message.ours.to, addresses(message, "to")) << message.file;
    EXPECT_EQ(message.ours.cc, addresses(message, "cc")) << message.file;
  }
}

TEST_F(MailParserMaterial, LosesNoAttachment) {
  for (const auto& message : samples()) {
    auto ours = message.ours.attachments;
    for (const auto& index : message.expected.at("attachments").as_array()) {
      const auto at = static_cast<std::size_t>(index.to_number<int>());
      EXPECT_TRUE(is_kept(message, at, ours)) << message.file << " part " << at;
    }
  }
}

}  // namespace

agreement mail_parser_agreement() {
  agreement found;
  for (const auto& message : samples()) {
    ++found.total;
    if (agrees(message.ours.subject, subject(message)) && bodies_agree(message)) continue;
    found.different.push_back(message.file);
  }
  return found;
}

}  // namespace carnet::test
