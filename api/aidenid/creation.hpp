// Bodies of the creating routes, in both revisions, as one plain struct; and how it becomes a
// command.
#pragma once

#include <string>
#include <vector>

#include "api/aidenid/call.hpp"
#include "api/aidenid/expectation_body.hpp"
#include "api/http/body_reader.hpp"
#include "api/mutation/mutation.hpp"

namespace carnet::aidenid {

struct creation {
  std::string alias;  // the address's prefix: aliasTemplate, or the label
  std::string label;
  std::string metadata;
  std::vector<std::string> tags;
  std::string domain_pool;
  duration_s ttl_s = 0;  // 0: the default of the route
  identity_policy policy;
  expect_wish expect;
};

// Which revision's members a body has; members of both are a mistake, named.
hint hint_of(http::object_reader& body);

// The members of one identity to be created; mistakes are kept in the reader.
creation read_creation(http::object_reader& body, const call& c);

// An identity to be created, with ids drawn and content sealed. `member` of `count` in one command.
struct drawn_identity {
  provision_identities::item item;
  storage::key_change key;
  producers::identity_profile profile;
};
drawn_identity draw_identity(const call& c, const creation& wanted, const std::string& seed,
                             std::size_t member, std::size_t count);

}  // namespace carnet::aidenid
