// A bulk export as the API shows it: its state, and once it is complete its manifest.
#pragma once

#include <string>
#include <string_view>

#include "api/service.hpp"
#include "projections/export/rows.hpp"
#include "projections/tenancy/directory.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::exports {

std::string bulk_json(const service& app, const projections::access& caller,
                      const storage::row_reader& rows, const projections::bulk_export_row& row,
                      std::string_view origin, unix_us now);

// SHA-256 of the file in hex; empty when it can not be opened.
std::string digest_of(const service& app, partition_id partition,
                      const projections::bulk_export_row& row);

// The part of the file that is kept; empty when there is none, or when it can not be opened.
std::string footer_of(const service& app, partition_id partition,
                      const projections::bulk_export_row& row, std::string_view sealed);

}  // namespace carnet::exports
