// Writes compact JSON straight into a string: no tree, no allocation but the string's own growth.
// The output equals what JavaScript's JSON.stringify gives for the same values (escapes, numbers),
// so that a receiver who re-serialises gets the same bytes. Texts must be UTF-8; a byte that is not
// becomes U+FFFD, so the output is valid whatever comes in.
//
//   std::string out;
//   json_writer json(out);
//   json.begin_object();
//   json.member("id", id);
//   json.key("tags"); json.begin_array(); for (auto& t : tags) json.value(t); json.end_array();
//   json.end_object();
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carnet::text {

class json_writer {
 public:
  explicit json_writer(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// Starts a member; exactly one value, object or array must follow. `name` is of this program,
  /// not of a client: it is written as it is and must need no escape.
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  template <std::same_as<bool> Flag>
  void value(Flag flag) {
    raw(flag ? "true" : "false");
  }
  template <std::signed_integral Number>
  void value(Number number) {
    integer(static_cast<std::int64_t>(number));
  }
  template <std::unsigned_integral Number>
    requires(!std::same_as<Number, bool>)
  void value(Number number) {
    natural(static_cast<std::uint64_t>(number));
  }
  void value(double number);
  void null() { raw("null"); }

  /// An absent optional is written as null.
  template <class T>
  void value(const std::optional<T>& maybe) {
    if (maybe) {
      value(*maybe);
    } else {
      null();
    }
  }

  template <class T>
  void member(std::string_view name, const T& content) {
    key(name);
    value(content);
  }
  void member_null(std::string_view name) {
    key(name);
    null();
  }

  /// Inserts text that is one complete JSON value already.
  void raw(std::string_view json);

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void integer(std::int64_t number);
  void natural(std::uint64_t number);

  std::string& out_;
  bool comma_ = false;  // whether the next member or element needs one before it
};

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

/// Appends the shortest text that reads back as `number`, laid out as ECMAScript does; what is not
/// finite has no JSON and is written as null.
void append_json_number(std::string& out, double number);

/// Length of the well-formed UTF-8 sequence that starts at `at` with a byte above 0x7F (Unicode,
/// table 3-7); 0 when there is none.
std::size_t utf8_sequence_length(std::string_view text, std::size_t at);

}  // namespace carnet::text
