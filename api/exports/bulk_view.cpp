#include "api/exports/bulk_view.hpp"

#include <fmt/format.h>

#include "api/aidenid/time_text.hpp"
#include "api/exports/export_wish.hpp"
#include "api/exports/mail_text.hpp"
#include "projections/export/selection.hpp"
#include "storage/crypto/hex.hpp"

namespace carnet::exports {
namespace {

using projections::bulk_export_row;

// The record a number stands for: its id, and where on the log it came in.
void write_end(http::json_writer& json, std::string_view name, partition_id partition,
               const std::vector<projections::numbered_mail>& found) {
  json.key(name);
  if (found.empty()) return json.null();
  const auto& mail = found.front().mail;
  json.begin_object();
  json.member("eventId", to_wire(mail.id));
  json.member("position", fmt::format("{}:{}", partition, mail.record_sequence));
  json.end_object();
}

std::vector<projections::numbered_mail> mail_at(const storage::row_reader& rows,
                                                const project_id& project,
                                                const export_created& facts, std::uint64_t number) {
  export_created one = facts;
  one.newest = number;
  if (number == 0) return {};
  projections::mail_selection mails(project, one);
  return mails.next(rows, 1);
}

}  // namespace

std::string digest_of(const service& app, partition_id partition, const bulk_export_row& row) {
  const auto key = app.core.content().find_key(partition, producers::key_subject(row.facts.id));
  if (!key || row.sealed_digest.empty()) return {};
  const auto digest = producers::sealed_content::open(*key, row.facts.id.text,
                                                      producers::field::digest, row.sealed_digest);
  return digest ? crypto::hex_encode(*digest) : std::string();
}

std::string bulk_json(const service& app, const projections::access& caller,
                      const storage::row_reader& rows, const bulk_export_row& row,
                      std::string_view origin, unix_us now) {
  const auto& facts = row.facts;
  const bool complete = row.completed_at != 0;
  std::string out;
  http::json_writer json(out);
  json.begin_object();
  json.member("exportId", to_wire(facts.id));
  json.member("status", complete ? "complete" : "running");
  json.member("format", format_name(facts.format));
  write_time(json, "createdAfter", facts.created_after);
  write_time(json, "createdBefore", facts.created_before);
  json.member("requestedAt", aidenid::to_iso(row.asked_at));
  json.member("expiresAt", aidenid::to_iso(row.expires_at()));
  if (complete) {
    json.member("completedAt", aidenid::to_iso(row.completed_at));
    json.member("recordCount", row.records);
    json.member("bytes", row.bytes);
    json.member("sha256", digest_of(app, caller.partition, row));
    const auto& project = caller.project;
    write_end(json, "first", caller.partition, mail_at(rows, project, facts, row.first));
    write_end(json, "last", caller.partition, mail_at(rows, project, facts, row.last));
    json.member("downloadUrl", download_url(app, origin, facts.id, {project, now}));
    json.member("downloadUrlExpiresAt",
                aidenid::to_iso(std::min(after(now, export_lifetime_s), row.expires_at())));
  }
  json.end_object();
  return out;
}

}  // namespace carnet::exports
