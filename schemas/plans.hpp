// The plans of schemas/plans.json, which is compiled into the program.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "domain/tenancy/plan.hpp"

namespace carnet::schemas {

// All plans, in the order of the file.
std::span<const std::shared_ptr<const plan>> plans();

// The plan of a name, or null.
std::shared_ptr<const plan> find_plan(std::string_view name);

}  // namespace carnet::schemas
