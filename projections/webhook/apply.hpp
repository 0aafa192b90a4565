// What each fact about webhook endpoints does to the rows.
#pragma once

#include "domain/webhook/events.hpp"
#include "projections/step.hpp"

namespace carnet::projections {

void apply(step& s, const webhook_registered& e);
void apply(step& s, const webhook_updated& e);
void apply(step& s, const webhook_secret_rotated& e);
void apply(step& s, const webhook_deleted& e);
void apply(step& s, const webhook_disabled& e);
void apply(step& s, const deliveries_recorded& e);
void apply(step& s, const deliveries_requeued& e);

}  // namespace carnet::projections
