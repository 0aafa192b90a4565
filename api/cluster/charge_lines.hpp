// Requests counted for projects of other nodes, as they travel to their owners, and what the owners
// say is left: a line for each key. Open streams travel in the same lines, one for each project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/request.hpp"

namespace carnet::cluster {

/// The path that nodes send each other their counts on.
inline constexpr std::string_view node_charges_path = "/v1/nodes/charges";
inline constexpr std::string_view node_streams_path = "/v1/nodes/streams";
inline constexpr std::size_t charge_lines_max = 4096;

struct charge_line {
  std::string key;
  std::uint32_t per_minute = 0;  // of streams: at one time
  std::uint32_t count = 0;
};

struct left_line {
  std::string key;
  http::rate_window window;
};

void append_line(std::string& out, const charge_line& line);
void append_line(std::string& out, const left_line& line);

/// Nothing when a line is none, or there are too many.
std::optional<std::vector<charge_line>> read_charges(std::string_view text);
std::optional<std::vector<left_line>> read_left(std::string_view text);

}  // namespace carnet::cluster
