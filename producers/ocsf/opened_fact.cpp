#include "producers/ocsf/opened_fact.hpp"

#include <algorithm>

#include "domain/record.hpp"
#include "domain/tenancy/scope.hpp"
#include "domain/text/time_text.hpp"
#include "producers/ocsf/event_details.hpp"
#include "producers/publication/public_content.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

using projections::mail_row;
using projections::project_event_row;
using schemas::ocsf_mapping_of;

constexpr std::uint32_t email_class = 4009;

}  // namespace

opened_fact::opened_fact(const ocsf_source& from, const projections::placed_fact& fact,
                         std::uint64_t place) {
  const project_event_row& row = fact.row;
  told_.event = event_index_of(row);
  told_.at = row.at;
  told_.uid = keep(to_wire(fact.id_at(place)));
  told_.sequence = place;
  told_.at_log = {from.partition, row.record};
  told_.project = keep(to_wire(from.project));
  if (!from.organization.empty()) told_.organization = keep(to_wire(from.organization));
  if (!row.actor.empty()) told_.actor = keep(to_wire(row.actor));
  told_.subject = keep(row.subject);
  const auto& about = fact.identity_at(place);
  if (!about.empty()) open_identity(from, about);
  if (!row.mail.empty()) open_mail(from, row.mail);
  add_details(row);
  told_.extras = extras_;
  told_.privileges = privileges_;
}

std::string_view opened_fact::keep(std::string text) {
  return texts_.emplace_back(std::move(text));
}

void opened_fact::add(std::string_view name,
                      std::variant<std::string_view, std::uint64_t, double, bool> value) {
  extras_.push_back({name, value});
}

void opened_fact::open_identity(const ocsf_source& from, const identity_id& id) {
  told_.subject = keep(to_wire(id));
  const auto owner = projections::find_identity(from.rows, from.project, id);
  check(owner.has_value(), "an identity named by the stream exists");
  key_ = key_of(from.content, from.partition, owner->state);
  told_.name = keep(public_address(*owner, key_));
  if (!owner->state.parent.empty()) add("parent_identity_uid", keep(to_wire(owner->state.parent)));
}

// The event is about the mail then, whatever it says of it.
void opened_fact::open_mail(const ocsf_source& from, const event_id& id) {
  const std::string_view mail_uid = keep(to_wire(id));
  add("identity_uid", told_.subject);
  if (ocsf_mapping_of(told_.event).class_uid != email_class) {
    told_.subject = mail_uid;
    return;
  }
  const auto mail = projections::load_row<mail_row>(from.rows, storage::keys::mail(id));
  check(mail.has_value(), "a mail named by the stream exists");
  summary_ = public_summary(*mail, key_);
  mail_ = {mail_uid,         summary_.sender,     told_.name,
           summary_.subject, summary_.message_id, mail->size};
  told_.mail = &mail_;
  if (told_.event == event_index<extraction_completed>()) add_extraction(*mail);
}

void opened_fact::add_extraction(const mail_row& mail) {
  const bool link = mail.type == extraction_types::link;
  add("extraction_type", std::string_view(link ? "link" : "otp"));
  add("extraction_confidence", mail.confidence_permille / 1000.0);
  add("extraction_parser_version", keep(mail.parser_version));
}

void opened_fact::add_limits(const std::vector<std::uint64_t>& numbers) {
  for (std::size_t n = 0; n + 1 < numbers.size(); n += 2) {
    const auto which = static_cast<limit>(numbers[n]);
    const auto known = std::ranges::find(limit_rows, which, &limit_row::which);
    if (known == limit_rows.end()) continue;
    const bool none = numbers[n + 1] == unlimited;
    none ? add(known->name, std::string_view("unlimited")) : add(known->name, numbers[n + 1]);
  }
}

void opened_fact::add_privileges(std::uint32_t scopes) {
  for (const auto& one : scope_names) {
    if (has_scope(scopes, one.bit)) privileges_.push_back(one.name);
  }
}

void opened_fact::add_details(const project_event_row& row) {
  const std::uint64_t first = row.numbers.empty() ? 0 : row.numbers.front();
  told_.reason = reason_of(told_.event, first);
  if (!row.detail.empty()) add("plan", keep(row.detail));
  if (row.expires_at != 0)
    add("expires_at", keep(std::string(std::string_view(text::to_iso(row.expires_at)))));
  if (told_.event == event_index<project_limits_changed>()) return add_limits(row.numbers);
  if (told_.event == event_index<api_key_created>() ||
      told_.event == event_index<api_key_revoked>()) {
    return add_privileges(static_cast<std::uint32_t>(first));
  }
  if (const auto name = figure_of(told_.event); !name.empty() && !row.numbers.empty())
    add(name, first);
  if (told_.event == event_index<export_created>() ||
      told_.event == event_index<bulk_export_requested>()) {
    told_.name = holds_events(static_cast<export_format>(first)) ? "events" : "emails";
    if (row.numbers.size() > 1) add("records", row.numbers[1]);
  }
  if (told_.event == event_index<webhook_updated>() ||
      told_.event == event_index<sink_configured>()) {
    add("enabled", first != 0);
  }
}

}  // namespace carnet::producers
