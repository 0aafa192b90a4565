// Boost.JSON's own parser keeps the last of two equal members, so its event parser is used with a
// handler that remembers each open object's names and builds the value beside.
#include "api/http/json_body.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "api/http/json_writer.hpp"

namespace carnet::http {
namespace {

namespace json = boost::json;

class strict_handler {
 public:
  static constexpr std::size_t max_object_size = json_members_max;
  static constexpr std::size_t max_array_size = json_elements_max;
  static constexpr std::size_t max_key_size = 64 * 1024;
  static constexpr std::size_t max_string_size = 0x7FFFFFFE;
  using code = json::error_code;

  explicit strict_handler(json::storage_ptr storage) : stack_(storage) {
    stack_.reset(std::move(storage));
  }

  json::value release() { return stack_.release(); }
  const std::string& repeated() const { return repeated_; }

  // The JSON pointer of the value that is being read.
  std::string place() const {
    std::string pointer;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const frame& outer = open_[i];
      const std::size_t begun = i + 1 < open_.size() ? 1 : 0;
      append_pointer(pointer,
                     outer.is_array ? std::to_string(outer.elements - begun) : outer.names.back());
    }
    return pointer;
  }

  bool on_document_begin(code&) { return true; }
  bool on_document_end(code&) { return true; }
  bool on_object_begin(code&) {
    begin_value();
    open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t count, code& failed) {
    if (!check_names(failed)) return false;
    open_.pop_back();
    stack_.push_object(count);
    return true;
  }
  bool on_array_begin(code&) {
    begin_value();
    open_.push_back({.is_array = true});
    return true;
  }
  bool on_array_end(std::size_t count, code&) {
    open_.pop_back();
    stack_.push_array(count);
    return true;
  }
  bool on_key_part(json::string_view part, std::size_t, code&) {
    key_.append(part.data(), part.size());
    stack_.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, code&) {
    key_.append(part.data(), part.size());
    open_.back().names.push_back(std::move(key_));
    key_.clear();
    stack_.push_key(part);
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, code&) {
    stack_.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, code&) {
    begin_value();
    stack_.push_string(part);
    return true;
  }
  bool on_number_part(json::string_view part, code&) {
    number_.append(part.data(), part.size());
    return true;
  }
  bool on_int64(std::int64_t number, json::string_view, code&) {
    begin_value();
    number_.clear();
    stack_.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, code&) {
    begin_value();
    number_.clear();
    stack_.push_uint64(number);
    return true;
  }
  // The parser's own double may be off in the last place; the digits are read once more, exactly.
  bool on_double(double near, json::string_view part, code& failed) {
    number_.append(part.data(), part.size());
    double exact = near;
    std::from_chars(number_.data(), number_.data() + number_.size(), exact);
    number_.clear();
    if (!std::isfinite(exact)) {
      failed = json::error::exponent_overflow;
      return false;
    }
    begin_value();
    stack_.push_double(exact);
    return true;
  }
  bool on_bool(bool flag, code&) {
    begin_value();
    stack_.push_bool(flag);
    return true;
  }
  bool on_null(code&) {
    begin_value();
    stack_.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, code&) { return true; }
  bool on_comment(json::string_view, code&) { return true; }

 private:
  struct frame {
    bool is_array = false;
    std::size_t elements = 0;
    std::vector<std::string> names = {};
  };

  void begin_value() {
    if (!open_.empty() && open_.back().is_array) ++open_.back().elements;
  }

  bool check_names(code& failed) {
    auto& names = open_.back().names;
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice == names.end()) return true;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const frame& outer = open_[i];
      append_pointer(repeated_,
                     outer.is_array ? std::to_string(outer.elements - 1) : outer.names.back());
    }
    append_pointer(repeated_, *twice);
    failed = json::error::syntax;
    return false;
  }

  json::value_stack stack_;
  std::vector<frame> open_;
  std::string key_;
  std::string number_;    // the digits of the number being read
  std::string repeated_;  // the JSON pointer of the member found twice
};

problem refusal(const json::error_code& failed, const strict_handler& read) {
  problem why{.code = error_code::invalid_request, .message = "The body is not valid JSON."};
  if (!read.repeated().empty()) {
    why.message = "The body names one member twice.";
    why.param = read.repeated();
  } else if (failed == json::error::exponent_overflow) {
    why.message = "The number is out of range.";
    why.param = read.place();
  } else if (failed == json::error::too_deep) {
    why.message = "The body is nested deeper than 32 levels.";
  } else if (failed == json::error::array_too_large || failed == json::error::object_too_large) {
    why.message = "The body has an array or object with too many members.";
  }
  return why;
}

}  // namespace

void append_pointer(std::string& pointer, std::string_view member) {
  pointer += '/';
  for (const char c : member) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

void append_json_value(std::string& out, const json::value& value) {
  json_writer writer(out);
  if (const auto* object = value.if_object()) {
    char separator = '{';
    for (const auto& member : *object) {
      out += std::exchange(separator, ',');
      append_json_string(out, {member.key().data(), member.key().size()});
      out += ':';
      append_json_value(out, member.value());
    }
    out += separator == '{' ? "{}" : "}";
  } else if (const auto* array = value.if_array()) {
    char separator = '[';
    for (const auto& element : *array) {
      out += std::exchange(separator, ',');
      append_json_value(out, element);
    }
    out += separator == '[' ? "[]" : "]";
  } else if (const auto* text = value.if_string()) {
    writer.value(std::string_view(text->data(), text->size()));
  } else if (const auto* number = value.if_double()) {
    writer.value(*number);
  } else if (const auto* integer = value.if_int64()) {
    writer.value(*integer);
  } else if (const auto* natural = value.if_uint64()) {
    writer.value(*natural);
  } else if (const auto* flag = value.if_bool()) {
    writer.value(*flag);
  } else {
    writer.null();
  }
}

std::expected<json::value, problem> parse_json(std::string_view text, json::storage_ptr storage) {
  json::parse_options strict;
  strict.max_depth = json_depth_max;
  json::basic_parser<strict_handler> parser(strict, std::move(storage));
  json::error_code failed;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), failed);
  if (!failed && used < text.size()) failed = json::error::extra_data;
  if (failed) return std::unexpected(refusal(failed, parser.handler()));
  return parser.handler().release();
}

}  // namespace carnet::http
