// Reads of the identity read model, over the live rows, a snapshot, or the writer's overlay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "projections/identity/rows.hpp"
#include "projections/stream/rows.hpp"
#include "storage/kv/row_codec.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::projections {

using storage::row_reader;

// The row under a key, or nothing.
template <class Row>
std::optional<Row> load_row(const row_reader& rows, std::string_view key) {
  const auto bytes = rows.get(key);
  if (!bytes) return std::nullopt;
  return storage::decode_row<Row>(*bytes);
}

// The identity with this id, if it belongs to the project.
std::optional<identity_row> find_identity(const row_reader& rows, const project_id& project,
                                          const identity_id& id);

// The identity that holds an address, of whichever project. An address carries its identity's id;
// the keyed hash tells whether the rest of it is right, too.
std::optional<identity_row> find_by_address(const row_reader& rows, const identity_id& id,
                                            std::string_view address_hash);

project_counters counters_of(const row_reader& rows, const project_id& project);

// Newest first: identities whose ordinal is below `before`, at most `limit`.
std::vector<identity_row> identities_before(const row_reader& rows, const project_id& project,
                                            std::uint64_t before, std::size_t limit);

// Newest first, after skipping `offset`; only those with `status` when it is given.
std::vector<identity_row> identities_page(const row_reader& rows, const project_id& project,
                                          std::optional<identity_status> status, std::size_t offset,
                                          std::size_t limit);

// The mail with this id in this identity's inbox, once released.
std::optional<mail_row> find_mail(const row_reader& rows, const identity_id& owner,
                                  const event_id& id);

// Newest first: released mails of an identity numbered below `before`.
std::vector<mail_row> mails_before(const row_reader& rows, const identity_id& owner,
                                   std::uint32_t before, std::size_t limit);

// The same over a project, with each mail's number in the project.
struct numbered_mail {
  std::uint64_t number = 0;
  mail_row mail;
};
std::vector<numbered_mail> mails_before(const row_reader& rows, const project_id& project,
                                        std::uint64_t before, std::size_t limit);

// The public events of an identity, newest first, after skipping `offset`. The first of them, its
// creation, is part of the identity's row.
std::vector<identity_event_row> identity_events(const row_reader& rows, const identity_row& owner,
                                                std::size_t offset, std::size_t limit);

// Direct children, oldest first, at most `limit`.
std::vector<identity_id> children_of(const row_reader& rows, const identity_id& parent,
                                     std::size_t limit);

// What a bulk squash would touch: ids oldest first, at most `limit`, and how many match in all.
struct squash_matches {
  std::vector<identity_id> ids;
  std::uint64_t matched = 0;
};
squash_matches match_tags(const row_reader& rows, const project_id& project,
                          const std::vector<std::string>& tag_hashes, bool only_live,
                          std::size_t limit);

}  // namespace carnet::projections
