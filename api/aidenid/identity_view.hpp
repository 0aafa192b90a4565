// An identity as a reader sees it: its row, its opened profile, its status at this moment; and how
// each revision writes it.
#pragma once

#include <string>

#include "api/aidenid/revision.hpp"
#include "api/http/json_writer.hpp"
#include "api/service.hpp"
#include "domain/identity/state.hpp"
#include "producers/content/content.hpp"

namespace carnet::aidenid {

struct identity_view {
  const identity& state;
  const producers::identity_profile& profile;
  identity_status status;
};

// The profile of an identity; empty fields when its content has been shredded.
producers::identity_profile open_profile(const service& app, partition_id partition,
                                         const identity& state, const event_id& provisioned_event);

// As the API shows it: 2026-04-29 in upper case.
std::string status_text(identity_status status, revision r);

// The identity object of the revision.
void write_identity(http::json_writer& json, const identity_view& view, revision r);
std::string identity_json(const identity_view& view, revision r);

}  // namespace carnet::aidenid
