// JSON bodies: whatever bytes come, the reader neither crashes nor accepts what a plain JSON parser
// refuses, and what it accepts can be written and read again to the same text.
#include <boost/json/parse.hpp>

#include <cstdlib>

#include "api/http/body_reader.hpp"
#include "api/http/json_body.hpp"
#include "api/http/json_writer.hpp"

namespace {

using namespace carnet::http;

void read_members(request& asked) {
  body_reader body(asked);
  body.text("label", {.bytes_max = 10});
  body.integer("ttlHours", 1, 720);
  body.number("minConfidence", 0, 1);
  body.flag("confirmAll");
  body.texts("tags", {.count_max = 3, .bytes_max = 4});
  body.object_text("metadata", 64);
  if (auto policy = body.object("policy")) policy->flag("allowWebhooks");
  if (auto list = body.objects("identities", 5)) {
    for (auto& one : *list) one.required_text("label");
  }
  if (const auto bad = body.finish()) {
    std::string rendered;
    append_problem_body(rendered, *bad, "req_a");
    boost::json::error_code failed;
    boost::json::parse(rendered, failed);
    if (failed) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  request asked;
  asked.body = text;
  read_members(asked);
  const auto strict = parse_json(text, {});
  if (!strict) return 0;
  boost::json::error_code failed;
  boost::json::parse(text, failed);
  if (failed) std::abort();
  std::string once;
  append_json_value(once, *strict);
  const auto again = parse_json(once, {});
  if (!again) std::abort();
  std::string twice;
  append_json_value(twice, *again);
  if (twice != once) std::abort();
  return 0;
}
