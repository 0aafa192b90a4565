// The member `expect` of a creation: from whom the identity expects its mail. Checked in form here;
// what it means is domain/extraction/expectation.hpp's.
#pragma once

#include "api/http/body_reader.hpp"
#include "api/http/json_writer.hpp"
#include "producers/content/content.hpp"

namespace carnet::aidenid {

struct expect_wish {
  std::string sender;  // in lower case; empty: not given
  std::string host;
};

/// Reads {"sender": address, "host": name}, at least one of them; mistakes are kept in the reader
/// under their JSON pointers.
expect_wish read_expect(http::object_reader& body);

/// Writes the member `expect`, if anything is expected.
void write_expect(http::json_writer& json, const producers::identity_profile& profile);

}  // namespace carnet::aidenid
