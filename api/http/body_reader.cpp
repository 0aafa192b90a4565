// The document's side: parsing, entering objects, finding members, reporting.
#include "api/http/body_reader.hpp"

#include <algorithm>

#include "api/http/answer_text.hpp"
#include "api/http/body_state.hpp"
#include "api/http/json_body.hpp"

namespace carnet::http {
namespace {

namespace json = boost::json;

constexpr std::size_t ignored_fields_max = 10;
constexpr std::size_t ignored_header_bytes_max = 2048;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

body_reader::body_reader(request& from) : owned_(std::make_unique<state>()), from_(from) {
  state_ = owned_.get();
  if (!is_blank(from.body)) {
    auto parsed = parse_json(from.body, &owned_->memory);
    if (parsed) {
      owned_->document = std::move(*parsed);
      if (!owned_->document.is_object()) {
        owned_->mistake = problem{.code = error_code::invalid_request,
                                  .message = "The body must be a JSON object."};
      }
    } else {
      owned_->mistake = std::move(parsed.error());
    }
  }
  const json::object* members = owned_->document.if_object();
  owned_->frames.push_back({members != nullptr ? members : &owned_->empty, ""});
}

body_reader::~body_reader() = default;

std::optional<problem> body_reader::finish() {
  if (owned_->mistake) return owned_->mistake;
  std::size_t listed = 0;
  std::string& into = from_.ignored_fields;
  into.clear();
  for (const frame& one : owned_->frames) {
    for (const auto& member : *one.members) {
      const std::string_view name(member.key().data(), member.key().size());
      if (std::ranges::find(one.asked, name) != one.asked.end()) continue;
      if (listed++ == ignored_fields_max || into.size() > ignored_header_bytes_max) return {};
      if (!into.empty()) into += ", ";
      std::string pointer = one.pointer;
      append_pointer(pointer, name.substr(0, ignored_header_bytes_max / ignored_fields_max));
      percent_encode(pointer, into);
    }
  }
  return {};
}

std::string object_reader::pointer(std::string_view name) const {
  std::string text = state_->frames[frame_].pointer;
  append_pointer(text, name);
  return text;
}

void object_reader::fail(std::string_view name, std::string message) {
  record(pointer(name), std::move(message));
}

void object_reader::record(std::string at, std::string message) {
  if (state_->mistake) return;
  state_->mistake = problem{
      .code = error_code::invalid_request, .message = std::move(message), .param = std::move(at)};
}

bool object_reader::has(std::string_view name) const {
  const json::value* found = state_->frames[frame_].members->if_contains(name);
  return found != nullptr && !found->is_null();
}

const json::value* object_reader::find(std::string_view name) {
  frame& here = state_->frames[frame_];
  here.asked.emplace_back(name);
  const json::value* found = here.members->if_contains(name);
  return found != nullptr && !found->is_null() ? found : nullptr;
}

const json::value* object_reader::require(std::string_view name) {
  const json::value* found = find(name);
  if (found == nullptr) fail(name, "This member is required.");
  return found;
}

std::optional<object_reader> object_reader::enter(const json::value& inner, std::string pointer) {
  const json::object* members = inner.if_object();
  if (members == nullptr) return {};
  state_->frames.push_back({members, std::move(pointer)});
  return object_reader(*state_, state_->frames.size() - 1);
}

}  // namespace carnet::http
