#include "api/exports/export_wish.hpp"

#include <fmt/format.h>

#include "api/aidenid/time_text.hpp"
#include "api/exports/ocsf_streams.hpp"
#include "api/exports/ocsf_version.hpp"
#include "producers/parquet/ocsf_rows.hpp"
#include "storage/crypto/base32.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::exports {
namespace {

export_id draw_export_id() {
  auto text = crypto::base32_encode(crypto::random_string(10));
  text.resize(export_tag::width);
  return export_id{std::move(text)};
}

unix_us read_time(http::body_reader& body, std::string_view name) {
  const auto text = body.text(name, {.bytes_max = 64});
  if (!text) return 0;
  const auto at = aidenid::from_iso(*text);
  if (!at) body.fail(name, "It must be an ISO 8601 time with Z or an offset.");
  return at.value_or(0);
}

export_format read_format(const http::request& in, http::body_reader& body,
                          export_contents may_hold) {
  const auto name = body.text("format", {.bytes_max = 16}).value_or("jsonl");
  const bool any = may_hold == export_contents::lines_or_parquet;
  if (name == "csv") return export_format::csv;
  if (name == "ocsf" || (any && name == "parquet"))
    return export_format_of(read_ocsf_version(in, body), name == "parquet");
  if (name != "jsonl") {
    body.fail("format",
              any ? "It must be jsonl, csv, ocsf or parquet." : "It must be jsonl, csv or ocsf.");
  }
  return export_format::jsonl;
}

std::uint32_t read_class(http::body_reader& body) {
  constexpr std::int64_t class_uid_max = 999'999;
  const auto uid = body.integer("classUid", 1, class_uid_max);
  const auto* found = parquet::find_class(static_cast<std::uint32_t>(uid.value_or(0)));
  if (found == nullptr)
    body.fail("classUid", "It must be an OCSF class that Carnet's events are of, 4009 or so.");
  return found == nullptr ? 0 : found->class_uid;
}

}  // namespace

export_created read_export(const http::request& in, http::body_reader& body,
                           export_contents may_hold) {
  export_created facts;
  facts.created_after = read_time(body, "createdAfter");
  facts.created_before = read_time(body, "createdBefore");
  facts.with_extraction = body.flag("includeExtraction").value_or(true);
  facts.format = read_format(in, body, may_hold);
  if (is_parquet(facts.format)) facts.class_uid = read_class(body);
  facts.id = draw_export_id();
  return facts;
}

bool find_only(const aidenid::call& c, const std::string& text, export_created& facts) {
  const auto id = from_wire<identity_tag>(text);
  if (!id || !projections::find_identity(c.rows, c.caller.project, *id)) return false;
  facts.identity = *id;
  return true;
}

std::string origin_of(const service& app, const http::request& in) {
  if (!app.public_url.empty()) return app.public_url;
  return fmt::format("{}://{}", in.client_secure() ? "https" : "http", in.headers.get("Host"));
}

std::string download_url(const service& app, std::string_view origin, const export_id& id,
                         const download_right& right) {
  return fmt::format("{}/v1/exports/{}/download?token={}", origin, to_wire(id),
                     make_token(app.core.hashes(), id, right));
}

void write_time(http::json_writer& json, std::string_view name, unix_us at) {
  json.key(name);
  at == 0 ? json.null() : json.value(std::string_view(aidenid::to_iso(at)));
}

}  // namespace carnet::exports
