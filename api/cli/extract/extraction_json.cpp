#include "api/cli/extract/extraction_json.hpp"

#include <boost/json.hpp>

namespace carnet::api::cli {
namespace {

namespace json = boost::json;

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

}  // namespace

std::string_view type_name(extraction::secret_type type) {
  return type == extraction::secret_type::otp ? "otp" : "link";
}

void add_answer(json::object& reply, const extraction::extraction_result& found, bool explain) {
  const auto* best = found.primary ? &found.candidates[*found.primary] : nullptr;
  const bool link = best != nullptr && best->type == extraction::secret_type::link;
  reply["type"] = best == nullptr ? json::value() : json::value(type_name(best->type));
  reply["value"] = best == nullptr ? json::value() : json::value(best->value);
  reply["primaryActionUrl"] = link ? json::value(best->value) : json::value();
  reply["confidence"] = best == nullptr ? 0.0 : best->confidence;
  if (!explain) return;
  reply["reasons"] = best == nullptr ? json::array() : reason_names(best->reasons);
  json::array all;
  for (const auto& each : found.candidates) all.push_back(describe(each));
  reply["candidates"] = std::move(all);
}

}  // namespace carnet::api::cli
