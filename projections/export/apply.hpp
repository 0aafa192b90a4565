// What each fact about exports does to the rows.
#pragma once

#include "domain/export/events.hpp"
#include "projections/step.hpp"

namespace carnet::projections {

void apply(step& s, const export_created& e);
void apply(step& s, const bulk_export_requested& e);
void apply(step& s, const bulk_export_completed& e);

}  // namespace carnet::projections
