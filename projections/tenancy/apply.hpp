// What each fact of the control partition does to the rows.
#pragma once

#include "domain/tenancy/events.hpp"
#include "projections/step.hpp"

namespace carnet::projections {

void apply(step& s, const deployment_created& e);
void apply(step& s, const master_key_rotated& e);
void apply(step& s, const partitions_added& e);
void apply(step& s, const apply_version_raised& e);
void apply(step& s, const owner_claimed& e);
void apply(step& s, const organization_created& e);
void apply(step& s, const project_created& e);
void apply(step& s, const project_plan_changed& e);
void apply(step& s, const project_limits_changed& e);
void apply(step& s, const api_key_created& e);
void apply(step& s, const api_key_revoked& e);
void apply(step& s, const admin_token_created& e);
void apply(step& s, const admin_token_revoked& e);

}  // namespace carnet::projections
