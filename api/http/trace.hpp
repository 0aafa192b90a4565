// Identifiers of a request: its id, and the trace it belongs to (W3C Trace Context).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carnet::http {

/// Draws ids that do not repeat. Not for secrets: xoshiro256**, seeded by the kernel. One thread.
class id_source {
 public:
  id_source();

  /// "req_" and 16 base32 characters (80 random bits).
  void request_id(std::string& into);

  /// `digits` (at most 32, a multiple of 16) lower-case hex characters.
  void hex(std::string& into, std::size_t digits);

  std::uint64_t next();

 private:
  std::array<std::uint64_t, 4> state_{};
};

struct trace_parent {
  std::string_view trace_id;  // 32 hex
  std::string_view span_id;   // 16 hex
};

/// Reads a traceparent header; nothing when it is not valid.
std::optional<trace_parent> parse_trace_parent(std::string_view text);

}  // namespace carnet::http
