// OCSF events of one class as rows of a Parquet file, in the layout of Amazon Security Lake: one
// class a file, the same columns always, sorted by time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "producers/ocsf/columns.hpp"
#include "producers/parquet/writer.hpp"

namespace carnet::parquet {

// The columns of a class; nothing when no event is of it.
const producers::ocsf_class_columns* find_class(std::uint32_t class_uid);

writer open_class_file(const producers::ocsf_class_columns& columns);

// The cells of an event, told as a JSON object.
std::vector<cell> row_of(const producers::ocsf_class_columns& columns, std::string_view json);

}  // namespace carnet::parquet
