// Reads of bulk exports.
#pragma once

#include <optional>
#include <vector>

#include "projections/export/rows.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::projections {

// All bulk exports of a project that are kept; a few more than bulk_exports_live_max.
std::vector<bulk_export_row> bulk_exports_of(const storage::row_reader& rows,
                                             const project_id& project);

std::optional<bulk_export_row> find_bulk_export(const storage::row_reader& rows,
                                                const project_id& project, const export_id& id);

// Bulk exports to be made, in the order they were asked for, at most `limit`.
struct due_export {
  project_id project;
  export_id id;
};
std::vector<due_export> bulk_exports_due(const storage::row_reader& rows, std::size_t limit);

}  // namespace carnet::projections
