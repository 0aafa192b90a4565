// The facts about exports, as they lie on the log (see domain/identity/events.hpp for the rules).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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
  // The same as Parquet, of one class.
  parquet_1_1_0 = 21,
  parquet_1_3_0 = 22,
  parquet_1_5_0 = 23,
  parquet_1_8_0 = 24,
};

constexpr bool is_parquet(export_format format) { return format >= export_format::parquet_1_1_0; }
constexpr bool is_ocsf(export_format format) {
  return format >= export_format::ocsf_1_1_0 && !is_parquet(format);
}
// Of every kind; mails otherwise.
constexpr bool holds_events(export_format format) { return format >= export_format::ocsf_1_1_0; }

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
  // Number of the first mail among the released, which go newest first; for events the last place.
  std::uint64_t newest = 0;
  std::uint32_t records = 0;
  std::uint32_t class_uid = 0;  // of Parquet, which bulk exports alone may be
  bool operator==(const export_created&) const = default;
};

inline constexpr duration_s bulk_export_lifetime_s = 24 * seconds_per_hour;
inline constexpr std::uint32_t bulk_export_records_max = 10'000'000;
inline constexpr std::size_t bulk_exports_live_max = 16;  // of a project

// Somebody wants a file that is larger than an answer can wait for. `facts.records` is the most it
// may hold.
struct bulk_export_requested {
  export_created facts;
  bool operator==(const bulk_export_requested&) const = default;
};

// The file in parts, each rendered by itself: where it begins, what it comes to, and a keyed hash
// that tells whether it still is what it was. The lists are parallel.
struct export_parts {
  static constexpr std::size_t check_bytes = 8;

  std::vector<std::uint64_t> firsts;  // number of the first record
  std::vector<std::uint32_t> records;
  std::vector<std::uint32_t> sizes;
  std::string checks;  // check_bytes each
  bool operator==(const export_parts&) const = default;
};

struct bulk_export_completed {
  export_id id;
  export_parts parts;
  std::uint64_t last = 0;     // number of the last record
  std::string sealed_digest;  // SHA-256 of the whole file
  std::string sealed_footer;  // of Parquet: the last part, which is no function of the rows alone
  bool operator==(const bulk_export_completed&) const = default;
};

}  // namespace carnet
