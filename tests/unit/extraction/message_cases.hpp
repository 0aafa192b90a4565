// One shape for the tables of messages that the extraction tests are made of. The messages are our
// own.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "domain/extraction/extraction.hpp"

namespace carnet::extraction {

struct message_case {
  std::string_view name;
  message_view message;
  std::string_view value = {};  // empty: nothing may be found
};

inline void PrintTo(const message_case& each, std::ostream* out) { *out << each.name; }

/// The value of the primary candidate, empty if there is none.
inline std::string primary_value(const message_view& message, const options& wanted = {}) {
  const extraction_result found = extract(message, wanted);
  return found.primary ? found.candidates[*found.primary].value : std::string();
}

/// The candidates with their reasons, for the message of a failed test.
inline std::string explained(const message_view& message) {
  std::string out;
  for (const candidate& each : extract(message).candidates) {
    out += each.value + " " + std::to_string(each.confidence);
    for (const auto name : names_of(each.reasons)) out += " " + std::string(name);
    out += "\n";
  }
  return out;
}

inline std::string case_name(const testing::TestParamInfo<message_case>& info) {
  return std::string(info.param.name);
}

}  // namespace carnet::extraction
