// See extract_command.hpp.

#include "api/cli/extract_command.hpp"

#include <boost/json.hpp>

#include <istream>
#include <memory>
#include <ostream>
#include <string>

namespace carnet::api::cli {
namespace {

namespace json = boost::json;

constexpr std::size_t arena_bytes = 256 * 1024;
// An explanation shows the losers too.
constexpr std::size_t explained_candidates = 64;

std::string_view text_member(const json::object& from, std::string_view name) {
  const json::value* found = from.if_contains(name);
  if (found == nullptr) return {};
  const json::string* text = found->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

std::string_view type_name(extraction::secret_type type) {
  return type == extraction::secret_type::otp ? "otp" : "link";
}

json::array reason_names(const extraction::reason_set& reasons) {
  json::array out;
  for (const std::string_view name : extraction::names_of(reasons)) out.emplace_back(name);
  return out;
}

json::object describe(const extraction::candidate& each) {
  json::object out;
  out["type"] = type_name(each.type);
  out["value"] = each.value;
  out["confidence"] = each.confidence;
  out["reasons"] = reason_names(each.reasons);
  return out;
}

json::object answer(const extraction::extraction_result& found, const extract_settings& settings) {
  json::object out;
  if (found.primary) {
    const extraction::candidate& best = found.candidates[*found.primary];
    out["type"] = type_name(best.type);
    out["value"] = best.value;
    out["primaryActionUrl"] = nullptr;
    if (best.type == extraction::secret_type::link) out["primaryActionUrl"] = best.value;
    out["confidence"] = best.confidence;
    if (settings.explain) out["reasons"] = reason_names(best.reasons);
  } else {
    out["type"] = nullptr;
    out["value"] = nullptr;
    out["primaryActionUrl"] = nullptr;
    out["confidence"] = 0.0;
    if (settings.explain) out["reasons"] = json::array();
  }
  if (settings.explain) {
    json::array all;
    for (const auto& each : found.candidates) all.push_back(describe(each));
    out["candidates"] = std::move(all);
  }
  return out;
}

}  // namespace

int run_extract(std::istream& in, std::ostream& out, const extract_settings& settings) {
  const auto arena = std::make_unique<unsigned char[]>(arena_bytes);
  extraction::workspace buffers;
  extraction::options wanted = settings.wanted;
  if (settings.explain) wanted.max_candidates = explained_candidates;
  std::string line;
  int status = 0;
  while (std::getline(in, line)) {
    if (line.empty() || line == "\r") continue;
    json::monotonic_resource memory(arena.get(), arena_bytes);
    boost::system::error_code failed;
    const json::value parsed = json::parse(line, failed, &memory);
    json::object reply;
    const json::object* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr) {
      status = 1;
      reply["id"] = nullptr;
      reply["error"] = failed ? "not JSON" : "not an object";
      out << json::serialize(reply) << '\n';
      continue;
    }
    const json::value* id = object->if_contains("id");
    extraction::message_view message;
    message.from = text_member(*object, "from");
    message.subject = text_member(*object, "subject");
    message.text = text_member(*object, "text");
    message.html = text_member(*object, "html");
    const auto found = extraction::extract(message, wanted, buffers);
    reply["id"] = id == nullptr ? json::value(nullptr) : json::value(*id, {});
    for (const auto& member : answer(found, settings)) reply[member.key()] = member.value();
    out << json::serialize(reply) << '\n';
  }
  return status;
}

}  // namespace carnet::api::cli
