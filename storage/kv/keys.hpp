// The map of the database: every row kind of a partition's state, its key and what it holds.
//
// The first byte is the class of the row: 'r' replicated (a function of the log; in the digest),
// 'l' local (built from unsealed content, erased with its subject), 'n' node (leases, hints). The
// second byte is the kind and is never reused. Integers are big-endian and ids have fixed widths,
// so byte order is logical order.
//
//   kind key after the kind                 value
//   ra   webhook id 12                      -                      deleted, deliveries to be swept
//   rb   event id 15                        sealed raw message
//   rc   parent id 12 · n 8                 identity id 12         children, oldest first
//   rd   command id 16                      remembered command     (24 h at least)
//   re   recorded time 8 · command id 16    -                      remembered commands by age
//   rf   webhook id 12 · place 8            delivery               not done at the first attempt
//   rg   project id 12 · ordinal 8          webhook id 12          endpoints, oldest first
//   rh   webhook id 12                      webhook endpoint
//   ri   identity id 12                     identity
//   rj   project id 12 · sequence 8         project event          the project's stream
//   rk   event id 15                        project id 12 · sequence 8
//   rl   project id 12 · ordinal 8          identity id 12         identities, oldest first
//   rm   event id 15                        mail
//   rn   identity id 12 · n 4               identity event         public events of one identity
//   ro   webhook id 12 · time 8 · place 8   -                      work: deliveries to try again
//   rp   project id 12                      project counters
//   rq   identity id 12 · n 4               event id 15            released mail of an identity
//   rr   project id 12 · n 8                event id 15            released mail of a project
//   rs   project id 12 · status 1 · ordinal 8 identity id 12         identities by status
//   rt   project id 12 · tag hash 16 · ordinal 8 identity id 12         identities by tag
//   ru   webhook id 12 · last place 8       deliveries done at the first attempt
//   rv   -                                  partition facts
//   rB   -                                  URL of the owner, when it has one
//   rw   deadline 8 · identity id 12        project id 12          work: deadlines to pass
//   rx   sequence 8 · event id 15           identity id 12 · project id 12 work: mail to extract
//   ry   project id 12                      webhook counters
//   rz   terminal time 8 · identity id 12   project id 12          work: content to shred
//   rE   project id 12 · time 8 · id 12 export                 until nobody can download it
//   rU   project id 12 · export id 12       bulk export            until nobody can download it
//   rV   time 8 · export id 12              project id 12          work: bulk exports to make
//   rW   export id 12                       parts of a bulk export
//   rS   project id 12 · sink id 12         -                      sinks of a project
//   rX   sink id 12                         sink
//   control only:
//   rD   -                                  deployment
//   rG   -                                  partitions of events, once some were added
//   rK   SHA-256 of an API key 32           API key
//   rL   project id 12                      limits set for a project in place of its plan's
//   rN   name hash 16                       organization or project id 12
//   rO   organization id 12                 organization
//   rP   project id 12                      project
//   rT   SHA-256 of an admin token 32       admin token
//   rY   API key id 12                      SHA-256 32
//   rZ   admin token id 12                  SHA-256 32
#pragma once

#include <cstdint>
#include <string_view>

#include "domain/identity/status.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "storage/kv/row_key.hpp"

namespace carnet::storage {

namespace keys {

inline row_key identity(const identity_id& id) { return row_key("ri").id(id); }
inline row_key project_counters(const project_id& id) { return row_key("rp").id(id); }
inline row_key identities_of(const project_id& id) { return row_key("rl").id(id); }
inline row_key identity_at(const project_id& id, std::uint64_t ordinal) {
  return identities_of(id).number(ordinal);
}
inline row_key identities_with(const project_id& id, identity_status status) {
  return row_key("rs").id(id).number(static_cast<std::uint8_t>(status));
}
inline row_key identities_tagged(const project_id& id, std::string_view tag_hash) {
  return row_key("rt").id(id).text(tag_hash);
}
inline row_key children_of(const identity_id& parent) { return row_key("rc").id(parent); }
inline row_key events_of(const identity_id& id) { return row_key("rn").id(id); }
inline row_key mails_of(const identity_id& id) { return row_key("rq").id(id); }
inline row_key mails_of(const project_id& id) { return row_key("rr").id(id); }
inline row_key mail(const event_id& id) { return row_key("rm").id(id); }
inline row_key raw_mail(const event_id& id) { return row_key("rb").id(id); }
inline row_key stream_of(const project_id& id) { return row_key("rj").id(id); }
inline row_key sequence_of(const event_id& id) { return row_key("rk").id(id); }
inline row_key remembered(std::string_view command_id) { return row_key("rd").text(command_id); }
inline row_key remembered_by_age() { return row_key("re"); }
inline row_key partition_facts() { return row_key("rv"); }
inline row_key owner_url() { return row_key("rB"); }
inline row_key deadlines() { return row_key("rw"); }
inline row_key deadline(unix_us due, const identity_id& id) {
  return deadlines().number(due).id(id);
}
inline row_key extractions_due() { return row_key("rx"); }
inline row_key extraction_due(std::uint64_t sequence, const event_id& id) {
  return extractions_due().number(sequence).id(id);
}
inline row_key shreds_due() { return row_key("rz"); }
inline row_key shred_due(unix_us terminal, const identity_id& id) {
  return shreds_due().number(terminal).id(id);
}

inline row_key all_webhooks() { return row_key("rh"); }
inline row_key webhook(const webhook_id& id) { return all_webhooks().id(id); }
inline row_key deleted_webhooks() { return row_key("ra"); }
inline row_key webhooks_of(const project_id& id) { return row_key("rg").id(id); }
inline row_key webhook_counters(const project_id& id) { return row_key("ry").id(id); }
inline row_key deliveries_of(const webhook_id& id) { return row_key("rf").id(id); }
inline row_key delivery(const webhook_id& id, std::uint64_t place) {
  return deliveries_of(id).number(place);
}
inline row_key deliveries_due(const webhook_id& id) { return row_key("ro").id(id); }
inline row_key delivery_due(const webhook_id& id, unix_us at, std::uint64_t place) {
  return deliveries_due(id).number(at).number(place);
}
inline row_key delivered_at_once(const webhook_id& id) { return row_key("ru").id(id); }

inline row_key exports_of(const project_id& id) { return row_key("rE").id(id); }
inline row_key export_of(const project_id& id, unix_us created, const export_id& made) {
  return exports_of(id).number(created).id(made);
}

inline row_key bulk_exports_of(const project_id& id) { return row_key("rU").id(id); }
inline row_key bulk_export(const project_id& id, const export_id& made) {
  return bulk_exports_of(id).id(made);
}
inline row_key bulk_exports_due() { return row_key("rV"); }
inline row_key bulk_export_due(unix_us asked, const export_id& id) {
  return bulk_exports_due().number(asked).id(id);
}
inline row_key bulk_export_parts(const export_id& id) { return row_key("rW").id(id); }

inline row_key sinks_of(const project_id& id) { return row_key("rS").id(id); }
inline row_key all_sinks() { return row_key("rX"); }
inline row_key sink(const sink_id& id) { return all_sinks().id(id); }

inline row_key deployment() { return row_key("rD"); }
inline row_key partitions() { return row_key("rG"); }
inline row_key api_key(std::string_view sha256) { return row_key("rK").text(sha256); }
inline row_key api_key_hash(const api_key_id& id) { return row_key("rY").id(id); }
inline row_key name(std::string_view name_hash) { return row_key("rN").text(name_hash); }
inline row_key organization(const organization_id& id) { return row_key("rO").id(id); }
inline row_key project(const project_id& id) { return row_key("rP").id(id); }
inline row_key project_limits(const project_id& id) { return row_key("rL").id(id); }
inline row_key admin_token(std::string_view sha256) { return row_key("rT").text(sha256); }
inline row_key admin_token_hash(const admin_token_id& id) { return row_key("rZ").id(id); }

inline constexpr std::string_view replicated = "r";  // what every replicated key begins with

}  // namespace keys
}  // namespace carnet::storage
