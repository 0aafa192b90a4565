// The facts about exports, as they lie on the log (see domain/identity/events.hpp for the rules).
#pragma once

#include <cstdint>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace carnet {

// The numbers lie on the log: never reuse one.
enum class export_format : std::uint8_t {
  jsonl = 1,
  csv = 2,
  // Events of every kind as OCSF, in the version of the name.
  ocsf_1_1_0 = 11,
  ocsf_1_3_0 = 12,
  ocsf_1_5_0 = 13,
  ocsf_1_8_0 = 14,
};

constexpr bool is_ocsf(export_format format) { return format >= export_format::ocsf_1_1_0; }

inline constexpr duration_s export_lifetime_s = seconds_per_hour;

// Somebody may download these mails, or events, for an hour. Which ones is fixed here; their texts
// are read, and may have been shredded, when they are downloaded.
struct export_created {
  export_id id;
  export_format format = export_format::jsonl;
  bool with_extraction = true;
  identity_id identity;        // empty: every identity of the project
  unix_us created_after = 0;   // received at this time or later; 0: no bound
  unix_us created_before = 0;  // received before this time; 0: no bound
  // Number of the first mail among the released, which go newest first; for OCSF the last place.
  std::uint64_t newest = 0;
  std::uint32_t records = 0;
  bool operator==(const export_created&) const = default;
};

}  // namespace carnet
