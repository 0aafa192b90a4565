#include "projections/identity/queries.hpp"

#include <algorithm>

#include "projections/stream/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

identity_row identity_of(const row_reader& rows, std::string_view id) {
  auto row = load_row<identity_row>(rows, storage::row_key("ri").text(id));
  check(row.has_value(), "an index names identities that exist");
  return std::move(*row);
}

mail_row mail_of(const row_reader& rows, std::string_view id) {
  auto row = load_row<mail_row>(rows, storage::row_key("rm").text(id));
  check(row.has_value(), "an index names mails that exist");
  return std::move(*row);
}

bool has_all(const identity& state, const std::vector<std::string>& tag_hashes) {
  return std::all_of(tag_hashes.begin(), tag_hashes.end(), [&state](const std::string& tag) {
    return std::find(state.tag_hashes.begin(), state.tag_hashes.end(), tag) !=
           state.tag_hashes.end();
  });
}

}  // namespace

std::optional<identity_row> find_identity(const row_reader& rows, const project_id& project,
                                          const identity_id& id) {
  auto row = load_row<identity_row>(rows, keys::identity(id));
  if (!row || row->state.project != project) return std::nullopt;
  return row;
}

std::optional<identity_row> find_by_address(const row_reader& rows, const identity_id& id,
                                            std::string_view address_hash) {
  auto row = load_row<identity_row>(rows, keys::identity(id));
  if (!row || row->state.address_hash != address_hash) return std::nullopt;
  return row;
}

project_counters counters_of(const row_reader& rows, const project_id& project) {
  return load_row<project_counters>(rows, keys::project_counters(project))
      .value_or(project_counters{});
}

std::vector<identity_row> identities_before(const row_reader& rows, const project_id& project,
                                            std::uint64_t before, std::size_t limit) {
  std::vector<identity_row> page;
  if (limit == 0) return page;
  rows.scan_back(keys::identities_of(project), keys::identity_at(project, before),
                 [&](auto, auto id) {
                   page.push_back(identity_of(rows, id));
                   return page.size() < limit;
                 });
  return page;
}

std::vector<identity_row> identities_page(const row_reader& rows, const project_id& project,
                                          std::optional<identity_status> status, std::size_t offset,
                                          std::size_t limit) {
  const auto prefix =
      status ? keys::identities_with(project, *status) : keys::identities_of(project);
  std::vector<identity_row> page;
  if (limit == 0) return page;
  rows.scan_back(prefix, prefix.end_of_prefix(), [&](auto, auto id) {
    if (offset > 0) {
      --offset;
      return true;
    }
    page.push_back(identity_of(rows, id));
    return page.size() < limit;
  });
  return page;
}

std::optional<mail_row> find_mail(const row_reader& rows, const identity_id& owner,
                                  const event_id& id) {
  auto mail = load_row<mail_row>(rows, keys::mail(id));
  if (!mail || mail->owner != owner || mail->extraction == extraction_state_kind::pending) {
    return std::nullopt;
  }
  return mail;
}

std::vector<mail_row> mails_before(const row_reader& rows, const identity_id& owner,
                                   std::uint32_t before, std::size_t limit) {
  std::vector<mail_row> page;
  if (limit == 0) return page;
  rows.scan_back(keys::mails_of(owner), keys::mails_of(owner).number(before), [&](auto, auto id) {
    page.push_back(mail_of(rows, id));
    return page.size() < limit;
  });
  return page;
}

std::vector<numbered_mail> mails_before(const row_reader& rows, const project_id& project,
                                        std::uint64_t before, std::size_t limit) {
  std::vector<numbered_mail> page;
  if (limit == 0) return page;
  const auto prefix = keys::mails_of(project);
  rows.scan_back(prefix, keys::mails_of(project).number(before), [&](auto key, auto id) {
    const auto number =
        storage::row_key_reader(key.substr(prefix.view().size())).template number<std::uint64_t>();
    page.push_back({number, mail_of(rows, id)});
    return page.size() < limit;
  });
  return page;
}

std::vector<identity_event_row> identity_events(const row_reader& rows, const identity_row& owner,
                                                std::size_t offset, std::size_t limit) {
  std::vector<identity_event_row> page;
  const std::size_t later = owner.event_count;
  if (limit == 0 || offset > later) return page;
  const auto prefix = keys::events_of(owner.state.id);
  const auto end =
      keys::events_of(owner.state.id).number(static_cast<std::uint32_t>(later - offset + 1));
  rows.scan_back(prefix, end, [&](auto, auto bytes) {
    page.push_back(storage::decode_row<identity_event_row>(bytes));
    return page.size() < limit;
  });
  if (page.size() < limit) {
    page.push_back({.type = public_event::identity_provisioned,
                    .id = owner.provisioned_event,
                    .at = owner.state.created_at,
                    .expires_at = first_expiry(rows, owner)});
  }
  return page;
}

std::vector<identity_id> children_of(const row_reader& rows, const identity_id& parent,
                                     std::size_t limit) {
  std::vector<identity_id> children;
  if (limit == 0) return children;
  const auto prefix = keys::children_of(parent);
  rows.scan(prefix, prefix.end_of_prefix(), [&](auto, auto id) {
    children.push_back(identity_id{std::string(id)});
    return children.size() < limit;
  });
  return children;
}

squash_matches match_tags(const row_reader& rows, const project_id& project,
                          const std::vector<std::string>& tag_hashes, bool only_live,
                          std::size_t limit) {
  squash_matches found;
  const auto prefix = tag_hashes.empty() ? keys::identities_of(project)
                                         : keys::identities_tagged(project, tag_hashes.front());
  rows.scan(prefix, prefix.end_of_prefix(), [&](auto, auto id) {
    const identity_row row = identity_of(rows, id);
    if (!has_all(row.state, tag_hashes) || (only_live && !is_live(row.state.status))) return true;
    if (found.ids.size() < limit) found.ids.push_back(row.state.id);
    ++found.matched;
    return true;
  });
  return found;
}

}  // namespace carnet::projections
