// Declarative reading of a JSON body. Each call names a member, its type and its bounds; the first
// mistake is kept with its JSON pointer, later calls go on harmlessly, and finish() tells. Members
// nobody asked for are listed in X-Ignored-Fields, so that a misspelling shows.
//
//   body_reader body(in);
//   auto ttl   = body.integer("ttlHours", 1, 720);                  // optional<int64_t>
//   auto label = body.required_text("label", {.bytes_max = 200});   // "" when there is a mistake
//   auto tags  = body.texts("tags", {.count_max = 50, .bytes_max = 64});
//   if (auto policy = body.object("policy")) hooks = policy->flag("allowWebhooks");
//   if (auto bad = body.finish()) return reply.send(std::move(*bad));
//
// An absent member and null are the same. An empty body is an empty object.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/errors.hpp"
#include "api/http/request.hpp"

namespace boost::json {
class object;
class value;
}  // namespace boost::json

namespace carnet::http {

struct text_rule {
  std::size_t bytes_max = 1024;
  std::size_t bytes_min = 0;
};

struct list_rule {
  std::size_t count_max = 100;
  std::size_t bytes_max = 1024;  // of each text
};

/// One object of the body. A light handle; lives as long as its body_reader.
class object_reader {
 public:
  std::optional<std::string> text(std::string_view name, text_rule rule = {});
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::optional<double> number(std::string_view name, double min, double max);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::vector<std::string>> texts(std::string_view name, list_rule rule = {});
  std::optional<object_reader> object(std::string_view name);
  std::optional<std::vector<object_reader>> objects(std::string_view name, std::size_t count_max);
  /// An object of any content, as compact JSON; its members are not looked at.
  std::optional<std::string> object_text(std::string_view name, std::size_t bytes_max);

  std::string required_text(std::string_view name, text_rule rule = {});
  std::int64_t required_integer(std::string_view name, std::int64_t min, std::int64_t max);
  std::vector<std::string> required_texts(std::string_view name, list_rule rule = {});
  std::vector<object_reader> required_objects(std::string_view name, std::size_t count_max);

  /// Whether the member is there and not null; does not count as asking for it.
  bool has(std::string_view name) const;

  /// Records a mistake about a member (unless there was one before), for rules of one's own.
  void fail(std::string_view name, std::string message);

  /// The JSON pointer of a member of this object.
  std::string pointer(std::string_view name) const;

 protected:
  struct state;
  struct frame;
  object_reader() = default;
  object_reader(state& shared, std::size_t at) : state_(&shared), frame_(at) {}

  const boost::json::value* find(std::string_view name);
  const boost::json::value* require(std::string_view name);
  void record(std::string at, std::string message);
  std::optional<object_reader> enter(const boost::json::value& inner, std::string pointer);

  state* state_ = nullptr;
  std::size_t frame_ = 0;
};

class body_reader : public object_reader {
 public:
  /// Parses request::body; a body that is not a JSON object is a mistake finish() reports.
  explicit body_reader(request& from);
  ~body_reader();
  body_reader(const body_reader&) = delete;
  body_reader& operator=(const body_reader&) = delete;

  /// Records a mistake about a header that stands for a member.
  void fail_header(std::string_view name, std::string message) {
    record(std::string(name), std::move(message));
  }

  /// The first mistake; when there is none, sets request::ignored_fields.
  std::optional<problem> finish();

 private:
  std::unique_ptr<state> owned_;
  request& from_;
};

}  // namespace carnet::http
