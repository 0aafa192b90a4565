// What each fact about exports does to the rows.
#pragma once

#include "domain/export/events.hpp"
#include "projections/step.hpp"

namespace carnet::projections {

void apply(step& s, const export_created& e);

}  // namespace carnet::projections
