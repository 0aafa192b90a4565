// What each fact about identities and mail does to the rows.
#pragma once

#include "domain/identity/events.hpp"
#include "projections/step.hpp"

namespace carnet::projections {

void apply(step& s, const identities_provisioned& e);
void apply(step& s, const identity_activated& e);
void apply(step& s, const identity_extended& e);
void apply(step& s, const identities_outlived& e);
void apply(step& s, const identities_squashed& e);
void apply(step& s, const descendants_revoked& e);
void apply(step& s, const identities_expired& e);
void apply(step& s, const mail_received& e);
void apply(step& s, const extraction_completed& e);
void apply(step& s, const extraction_none& e);
void apply(step& s, const secret_read& e);
void apply(step& s, const content_shredded& e);

}  // namespace carnet::projections
