#include "producers/ocsf/event_details.hpp"

#include "domain/check.hpp"

namespace carnet::producers {
namespace {

using projections::public_event;

std::string_view squash_text(squash_reason reason) {
  switch (reason) {
    case squash_reason::request:
      return "asked for";
    case squash_reason::bulk:
      return "asked for with others";
    case squash_reason::parent_revoked:
      return "descendants were revoked";
    case squash_reason::event_budget:
      return "the event budget is used up";
  }
  return {};
}

std::string_view webhook_text(webhook_end end) {
  switch (end) {
    case webhook_end::request:
      return "asked for";
    case webhook_end::gone:
      return "the endpoint answered 410";
    case webhook_end::failing:
      return "nothing but failures for days";
  }
  return {};
}

std::string_view format_text(export_format format) {
  switch (format) {
    case export_format::jsonl:
      return "jsonl";
    case export_format::csv:
      return "csv";
    case export_format::ocsf_1_1_0:
    case export_format::ocsf_1_3_0:
    case export_format::ocsf_1_5_0:
    case export_format::ocsf_1_8_0:
      return "ocsf";
    case export_format::parquet_1_1_0:
    case export_format::parquet_1_3_0:
    case export_format::parquet_1_5_0:
    case export_format::parquet_1_8_0:
      return "parquet";
  }
  return {};
}

}  // namespace

std::size_t event_index_of(const projections::project_event_row& row) {
  if (!row.is_public()) return row.event - 1U;
  switch (row.type) {
    case public_event::identity_provisioned:
      return event_index<identities_provisioned>();
    case public_event::email_received:
      return event_index<mail_received>();
    case public_event::extraction_completed:
      return event_index<extraction_completed>();
    case public_event::identity_extended:
      return event_index<identity_extended>();
    case public_event::identity_squashed:
      return event_index<identities_squashed>();
    case public_event::identity_expired:
      return event_index<identities_expired>();
  }
  check(false, "a public event is one of those there are");
  return 0;
}

std::string_view reason_of(std::size_t event, std::uint64_t figure) {
  if (figure == 0) return {};
  if (event == event_index<identities_squashed>())
    return squash_text(static_cast<squash_reason>(figure));
  if (event == event_index<webhook_disabled>())
    return webhook_text(static_cast<webhook_end>(figure));
  if (event == event_index<export_created>() || event == event_index<bulk_export_requested>())
    return format_text(static_cast<export_format>(figure));
  if (event == event_index<secret_read>())
    return static_cast<secret_part>(figure) == secret_part::raw ? "the raw message" : "the value";
  return {};
}

std::string_view figure_of(std::size_t event) {
  if (event == event_index<descendants_revoked>()) return "squashed";
  if (event == event_index<deliveries_requeued>()) return "deliveries";
  return {};
}

}  // namespace carnet::producers
