#include "producers/ocsf/opened_fact.hpp"

#include "domain/record.hpp"
#include "producers/publication/public_content.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

using projections::mail_row;
using projections::public_event;

template <class Event, std::size_t At = 0>
consteval std::size_t index_of() {
  if constexpr (std::is_same_v<std::variant_alternative_t<At, event>, Event>) {
    return At;
  } else {
    return index_of<Event, At + 1>();
  }
}

std::size_t event_behind(public_event type) {
  switch (type) {
    case public_event::identity_provisioned:
      return index_of<identities_provisioned>();
    case public_event::email_received:
      return index_of<mail_received>();
    case public_event::extraction_completed:
      return index_of<extraction_completed>();
    case public_event::identity_extended:
      return index_of<identity_extended>();
    case public_event::identity_squashed:
      return index_of<identities_squashed>();
    case public_event::identity_expired:
      return index_of<identities_expired>();
  }
  return 0;
}

}  // namespace

opened_fact::opened_fact(const ocsf_source& from, const projections::placed_fact& fact,
                         std::uint64_t place) {
  uid_ = to_wire(fact.id_at(place));
  project_ = to_wire(from.project);
  if (!from.organization.empty()) organization_ = to_wire(from.organization);
  told_.event = event_behind(fact.row.type);
  told_.at = fact.row.at;
  told_.uid = uid_;
  told_.sequence = place;
  told_.project = project_;
  told_.organization = organization_;
  open_identity(from, fact.identity_at(place));
  if (!fact.row.mail.empty()) open_mail(from, fact.row.mail);
  told_.extras = extras_;
}

void opened_fact::open_identity(const ocsf_source& from, const identity_id& id) {
  subject_ = to_wire(id);
  told_.subject = subject_;
  const auto owner = projections::find_identity(from.rows, from.project, id);
  check(owner.has_value(), "an identity named by the stream exists");
  key_ = key_of(from.content, from.partition, owner->state);
  name_ = public_address(*owner, key_);
  told_.name = name_;
  if (owner->state.parent.empty()) return;
  parent_ = to_wire(owner->state.parent);
  extras_.push_back({"parent_identity_uid", std::string_view(parent_)});
}

void opened_fact::open_mail(const ocsf_source& from, const event_id& id) {
  const auto mail = projections::load_row<mail_row>(from.rows, storage::keys::mail(id));
  check(mail.has_value(), "a mail named by the stream exists");
  summary_ = public_summary(*mail, key_);
  mail_uid_ = to_wire(id);
  mail_ = {mail_uid_, summary_.sender, name_, summary_.subject, summary_.message_id, mail->size};
  told_.mail = &mail_;
  extras_.push_back({"identity_uid", std::string_view(subject_)});
  if (told_.event == index_of<extraction_completed>()) add_extraction(*mail);
}

void opened_fact::add_extraction(const mail_row& mail) {
  parser_ = mail.parser_version;
  const bool link = mail.type == extraction_types::link;
  extras_.push_back({"extraction_type", std::string_view(link ? "link" : "otp")});
  extras_.push_back({"extraction_confidence", mail.confidence_permille / 1000.0});
  extras_.push_back({"extraction_parser_version", std::string_view(parser_)});
}

}  // namespace carnet::producers
