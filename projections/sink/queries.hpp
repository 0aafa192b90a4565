// Reads of sinks, and what each fact about them does to the rows.
#pragma once

#include <optional>
#include <vector>

#include "domain/sink/decide.hpp"
#include "projections/sink/rows.hpp"
#include "projections/step.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::projections {

void apply(step& s, const sink_configured& e);
void apply(step& s, const sink_removed& e);
void apply(step& s, const sink_progressed& e);

// The sink with this id, if it belongs to the project.
std::optional<sink_row> find_sink(const storage::row_reader& rows, const project_id& project,
                                  const sink_id& id);

// What deciders need of it.
sink sink_of(const sink_row& row);

// In order of their ids; there are sinks_max at most.
std::vector<sink_row> sinks_of(const storage::row_reader& rows, const project_id& project);

// Every sink of the partition.
std::vector<sink_row> all_sinks(const storage::row_reader& rows);

}  // namespace carnet::projections
