// A project's two streams as OCSF tells them: where each has its rows, and how far a reader has
// come in both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/query_reader.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"
#include "domain/export/events.hpp"
#include "producers/ocsf/walk.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet::exports {

// The last sequence that a reader has of each stream.
struct ocsf_places {
  std::uint64_t access = 0;
  std::uint64_t events = 0;

  std::uint64_t& of(schemas::ocsf_stream stream) {
    return stream == schemas::ocsf_stream::access ? access : events;
  }
};

// One of the caller's streams.
producers::ocsf_source source_of(const service& app, const projections::access& caller,
                                 schemas::ocsf_stream stream);

// Both places as authenticated text, bound to the project.
std::string ocsf_cursor(const service& app, const projections::access& caller,
                        const ocsf_places& places);

// The places of a cursor; nothing when it was changed or belongs to another project.
std::optional<ocsf_places> read_ocsf_cursor(const service& app, const projections::access& caller,
                                            std::string_view text);

// The format of an export in this version, lines of OCSF or Parquet, and back.
constexpr export_format export_format_of(schemas::ocsf_version version, bool parquet = false) {
  const auto first = parquet ? export_format::parquet_1_1_0 : export_format::ocsf_1_1_0;
  return static_cast<export_format>(static_cast<unsigned>(first) + static_cast<unsigned>(version) -
                                    1);
}
constexpr schemas::ocsf_version ocsf_version_of(export_format format) {
  const auto first = is_parquet(format) ? export_format::parquet_1_1_0 : export_format::ocsf_1_1_0;
  return static_cast<schemas::ocsf_version>(static_cast<unsigned>(format) -
                                            static_cast<unsigned>(first) + 1);
}

// `stream`: events or access; nothing when the request names none.
std::optional<schemas::ocsf_stream> read_ocsf_stream(http::query_reader& query);

}  // namespace carnet::exports
