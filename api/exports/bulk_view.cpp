#include "api/exports/bulk_view.hpp"

#include <fmt/format.h>

#include "api/aidenid/time_text.hpp"
#include "api/exports/export_wish.hpp"
#include "api/exports/mail_text.hpp"
#include "api/exports/ocsf_streams.hpp"
#include "projections/export/selection.hpp"
#include "projections/stream/queries.hpp"
#include "storage/crypto/hex.hpp"

namespace carnet::exports {
namespace {

using projections::bulk_export_row;

struct record_end {
  event_id id;
  std::uint64_t sequence = 0;  // on the log
};

// The record a number of an export stands for.
std::optional<record_end> record_at(const storage::row_reader& rows, const project_id& project,
                                    const export_created& facts, std::uint64_t number) {
  if (number == 0) return std::nullopt;
  if (holds_events(facts.format)) {
    const auto fact = projections::fact_at(rows, project, number);
    if (!fact) return std::nullopt;
    return record_end{fact->id_at(number), fact->row.record};
  }
  export_created one = facts;
  one.newest = number;
  projections::mail_selection mails(project, one);
  const auto found = mails.next(rows, 1);
  if (found.empty()) return std::nullopt;
  return record_end{found.front().mail.id, found.front().mail.record_sequence};
}

// Its id, and where on the log it came in.
void write_end(http::json_writer& json, std::string_view name, partition_id partition,
               const std::optional<record_end>& found) {
  json.key(name);
  if (!found) return json.null();
  json.begin_object();
  json.member("eventId", to_wire(found->id));
  json.member("position", fmt::format("{}:{}", partition, found->sequence));
  json.end_object();
}

std::string open_sealed(const service& app, partition_id partition, const export_id& id,
                        std::string_view field, std::string_view sealed) {
  const auto key = app.core.content().find_key(partition, producers::key_subject(id));
  if (!key || sealed.empty()) return {};
  return producers::sealed_content::open(*key, id.text, field, sealed).value_or(std::string());
}

}  // namespace

std::string digest_of(const service& app, partition_id partition, const bulk_export_row& row) {
  return crypto::hex_encode(
      open_sealed(app, partition, row.facts.id, producers::field::digest, row.sealed_digest));
}

std::string footer_of(const service& app, partition_id partition, const bulk_export_row& row,
                      std::string_view sealed) {
  return open_sealed(app, partition, row.facts.id, producers::field::footer, sealed);
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
  if (holds_events(facts.format)) json.member("version", to_name(ocsf_version_of(facts.format)));
  if (is_parquet(facts.format)) json.member("classUid", facts.class_uid);
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
    write_end(json, "first", caller.partition, record_at(rows, project, facts, row.first));
    write_end(json, "last", caller.partition, record_at(rows, project, facts, row.last));
    json.member("downloadUrl", download_url(app, origin, facts.id, {project, now}));
    json.member("downloadUrlExpiresAt",
                aidenid::to_iso(std::min(after(now, export_lifetime_s), row.expires_at())));
  }
  json.end_object();
  return out;
}

}  // namespace carnet::exports
