// Mail: received, extracted (and by that released to readers), shredded.
#include "projections/identity/apply.hpp"
#include "projections/identity/table.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

mail_row existing_mail(const step& s, const event_id& id) {
  auto mail = s.load<mail_row>(keys::mail(id));
  check(mail.has_value(), "a mail named by an event exists");
  return std::move(*mail);
}

void drop_content(step& s, mail_row& mail) {
  mail.sealed_summary.clear();
  mail.sealed_value.clear();
  s.rows.erase(keys::raw_mail(mail.id));
}

// From here on readers see the mail: its extraction is known.
void release(step& s, mail_row& mail, identity_row& owner) {
  mail.number = ++owner.released_mails;
  if (owner.state.shredded) drop_content(s, mail);
  s.rows.erase(keys::extraction_due(mail.record_sequence, mail.id));
  s.rows.put(keys::mails_of(owner.state.id).number(mail.number), mail.id.text);
  s.rows.put(keys::mails_of(s.rec.project).number(++s.counters().released_mails), mail.id.text);
  add_identity_event(s, owner,
                     {.type = public_event::email_received, .id = mail.id, .mail = mail.id});
  s.publish({.type = public_event::email_received,
             .id = mail.id,
             .identities = {owner.state.id},
             .mail = mail.id});
  s.out.push_back({notice_kind::mail_released, owner.state.id});
}

}  // namespace

void apply(step& s, const mail_received& e) {
  const identity_row before = existing_identity(s, e.identity);
  identity_row owner = before;
  evolve(owner.state, e, s.now());
  store_identity(s, before, owner);

  mail_row mail;
  mail.id = s.fact_id();
  mail.owner = e.identity;
  mail.project = s.rec.project;
  mail.received_at = s.now();
  mail.size = e.size;
  mail.record_sequence = s.at.sequence;
  mail.sealed_summary = e.sealed_summary;
  s.save(keys::mail(mail.id), mail);
  s.rows.put(keys::raw_mail(mail.id), e.sealed_raw);
  s.rows.put(keys::extraction_due(s.at.sequence, mail.id),
             storage::row_key("").id(e.identity).id(s.rec.project));
  s.out.push_back({notice_kind::extraction_due, e.identity});
}

void apply(step& s, const extraction_completed& e) {
  const identity_row before = existing_identity(s, e.identity);
  identity_row owner = before;
  mail_row mail = existing_mail(s, e.mail);
  release(s, mail, owner);
  mail.extraction = extraction_state_kind::completed;
  mail.type = e.type;
  mail.confidence_permille = e.confidence_permille;
  mail.extracted_at = s.now();
  if (!owner.state.shredded) mail.sealed_value = e.sealed_value;
  mail.parser_version = e.parser_version;
  mail.model_name = e.model_name;
  const event_id fact = s.fact_id();
  mail.extraction_id = fact.text;
  s.save(keys::mail(mail.id), mail);

  owner.latest_extraction = mail.id;
  add_identity_event(s, owner,
                     {.type = public_event::extraction_completed, .id = fact, .mail = mail.id});
  store_identity(s, before, owner);
  s.publish({.type = public_event::extraction_completed,
             .id = fact,
             .identities = {e.identity},
             .mail = mail.id});
  s.out.push_back({notice_kind::extraction_found, e.identity});
}

void apply(step& s, const extraction_none& e) {
  const identity_row before = existing_identity(s, e.identity);
  identity_row owner = before;
  mail_row mail = existing_mail(s, e.mail);
  release(s, mail, owner);
  mail.extraction = extraction_state_kind::none;
  mail.extracted_at = s.now();
  mail.parser_version = e.parser_version;
  s.save(keys::mail(mail.id), mail);
  store_identity(s, before, owner);
  s.note({.identities = {e.identity}, .mail = e.mail});
}

// The record itself is the trace; nothing is read back from it but in the stream.
void apply(step& s, const secret_read& e) {
  s.note({.identities = {e.identity},
          .mail = e.mail,
          .numbers = {static_cast<std::uint64_t>(e.part)}});
}

void apply(step& s, const content_shredded& e) {
  const identity_row before = existing_identity(s, e.identity);
  identity_row after = before;
  evolve(after.state, e, s.now());
  std::vector<event_id> mails;
  const auto prefix = keys::mails_of(e.identity);
  s.rows.scan(prefix, prefix.end_of_prefix(), [&mails](auto, auto id) {
    mails.push_back(event_id{std::string(id)});
    return true;
  });
  for (const event_id& id : mails) {
    mail_row mail = existing_mail(s, id);
    drop_content(s, mail);
    s.save(keys::mail(id), mail);
  }
  store_identity(s, before, after);
  s.note({.identities = {e.identity}});
  s.out.push_back({notice_kind::content_shredded, e.identity});
}

}  // namespace carnet::projections
