#include "api/exports/mail_text.hpp"

#include "api/aidenid/mail_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/exports/csv.hpp"

namespace carnet::exports {
namespace {

using aidenid::call;
using projections::mail_row;

void append_header(std::string& into, bool with_extraction) {
  into += "id,identityId,identityEmailAddress,sender,subject,messageId,storageKey,receivedAt";
  if (with_extraction) into += ",extractionType,extractionConfidence,extractionCreatedAt";
  end_line(into);
}

void append_extraction(std::string& into, const mail_row& mail) {
  if (mail.extraction != projections::extraction_state_kind::completed) {
    into += ",,,";
    return;
  }
  append_field(into, aidenid::extraction_type_name(mail.type));
  into += ',';
  http::append_json_number(into, mail.confidence_permille / 1000.0);
  append_field(into, aidenid::to_iso(mail.extracted_at));
}

void append_line(std::string& into, const call& c, const mail_row& mail, bool with_extraction) {
  const auto view = aidenid::open_mail(c, mail);
  append_field(into, to_wire(mail.id), true);
  append_field(into, to_wire(mail.owner));
  append_field(into, aidenid::address_of(c, mail));
  append_field(into, view.summary.sender);
  append_field(into, view.summary.subject);
  append_field(into, view.summary.message_id);
  append_field(into, aidenid::storage_key_of(mail));
  append_field(into, aidenid::to_iso(mail.received_at));
  if (with_extraction) append_extraction(into, mail);
  end_line(into);
}

}  // namespace

std::string_view format_name(export_format format) {
  if (is_parquet(format)) return "parquet";
  if (is_ocsf(format)) return "ocsf";
  return format == export_format::csv ? "csv" : "jsonl";
}

std::string_view file_extension(export_format format) {
  if (is_parquet(format)) return "parquet";
  return format == export_format::csv ? "csv" : "jsonl";
}

std::string_view content_type(export_format format) {
  if (is_parquet(format)) return "application/vnd.apache.parquet";
  return format == export_format::csv ? "text/csv; charset=utf-8; header=present"
                                      : "application/x-ndjson";
}

mail_text::mail_text(const service& app, const project_id& project, partition_id partition,
                     const export_created& facts)
    : app_(app), format_(facts.format), with_extraction_(facts.with_extraction) {
  reader_.project = project;
  reader_.partition = partition;
}

const storage::state_store& mail_text::rows() const { return app_.core.state(reader_.partition); }

void mail_text::begin(std::string& into) const {
  if (format_ == export_format::csv) append_header(into, with_extraction_);
}

void mail_text::append(std::string& into, const mail_row& mail) const {
  const call c{app_, none_, reader_, rows()};
  if (format_ == export_format::csv) return append_line(into, c, mail, with_extraction_);
  http::json_writer json(into);
  aidenid::write_recent_mail(json, c, mail, with_extraction_);
  into += '\n';
}

}  // namespace carnet::exports
