#include "api/exports/export_file.hpp"

#include "api/aidenid/call.hpp"
#include "api/aidenid/mail_view.hpp"
#include "api/aidenid/time_text.hpp"
#include "api/exports/csv.hpp"
#include "api/exports/ocsf_streams.hpp"

namespace carnet::exports {
namespace {

using aidenid::call;
using projections::mail_row;

constexpr std::size_t mails_per_piece = 100;
constexpr std::size_t events_per_piece = 50;

void append_header(std::string& into, const export_created& facts) {
  into += "id,identityId,identityEmailAddress,sender,subject,messageId,storageKey,receivedAt";
  if (facts.with_extraction) into += ",extractionType,extractionConfidence,extractionCreatedAt";
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
  if (is_ocsf(format)) return "ocsf";
  return format == export_format::csv ? "csv" : "jsonl";
}

std::string_view file_extension(export_format format) {
  return format == export_format::csv ? "csv" : "jsonl";
}

std::string_view content_type(export_format format) {
  return format == export_format::csv ? "text/csv; charset=utf-8; header=present"
                                      : "application/x-ndjson";
}

export_file::export_file(const service& app, const project_id& project, partition_id partition,
                         const export_created& facts)
    : app_(app),
      facts_(facts),
      mails_(project, facts),
      events_(project, facts),
      left_(facts.records) {
  reader_.project = project;
  reader_.partition = partition;
  if (const auto owner = app.core.directory().find_project(project))
    reader_.organization = owner->organization;
}

http::flow export_file::next(std::string& into) {
  if (is_ocsf(facts_.format)) return next_events(into);
  if (!begun_ && facts_.format == export_format::csv) append_header(into, facts_);
  begun_ = true;
  if (left_ == 0 || mails_.ended()) return http::flow::ends;
  for (const auto& one : mails_.next(app_.core.state(reader_.partition), mails_per_piece)) {
    if (left_ == 0) break;
    append_record(into, one.mail);
    --left_;
  }
  return left_ == 0 || mails_.ended() ? http::flow::ends : http::flow::more;
}

http::flow export_file::next_events(std::string& into) {
  const auto from = source_of(app_, reader_, schemas::ocsf_stream::events);
  const auto version = ocsf_version_of(facts_.format);
  events_.next(from.rows, events_per_piece, [&](const auto& fact, std::uint64_t place) {
    if (left_ == 0) return;
    producers::append_ocsf_event(into, from, version, fact, place);
    into += '\n';
    --left_;
  });
  return left_ == 0 || events_.ended() ? http::flow::ends : http::flow::more;
}

void export_file::append_record(std::string& into, const mail_row& mail) const {
  const call c{app_, none_, reader_, app_.core.state(reader_.partition)};
  if (facts_.format == export_format::csv) {
    return append_line(into, c, mail, facts_.with_extraction);
  }
  http::json_writer json(into);
  aidenid::write_recent_mail(json, c, mail, facts_.with_extraction);
  into += '\n';
}

}  // namespace carnet::exports
