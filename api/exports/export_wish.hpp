// What the requests for exports share: the members of their bodies and of their answers.
#pragma once

#include <string>
#include <string_view>

#include "api/aidenid/call.hpp"
#include "api/exports/download_token.hpp"
#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "domain/export/events.hpp"

namespace carnet::exports {

// Which formats a request may name.
enum class export_contents : std::uint8_t { lines, lines_or_parquet };

// Format with version and class, times and extraction, under a fresh id.
export_created read_export(const http::request& in, http::body_reader& body,
                           export_contents may_hold);

// Whether there is such an identity; it is all that the export is about.
bool find_only(const aidenid::call& c, const std::string& text, export_created& facts);

// Scheme and host that downloads begin with.
std::string origin_of(const service& app, const http::request& in);

std::string download_url(const service& app, std::string_view origin, const export_id& id,
                         const download_right& right);

// ISO 8601, or null for 0.
void write_time(http::json_writer& json, std::string_view name, unix_us at);

}  // namespace carnet::exports
