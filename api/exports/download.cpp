// GET /v1/exports/{exportId}/download: for whoever has the token.
#include <fmt/format.h>

#include "api/exports/bulk_file.hpp"
#include "api/exports/bulk_view.hpp"
#include "api/exports/download_token.hpp"
#include "api/exports/export_file.hpp"
#include "api/exports/handlers.hpp"
#include "api/http/query_reader.hpp"
#include "projections/export/bulk.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::exports {
namespace {

constexpr std::size_t token_bytes_min = 16;
constexpr std::size_t token_bytes_max = 256;

http::problem no_right() {
  return {http::error_code::forbidden, "The download token is wrong or has expired."};
}

void add_file_headers(http::response& out, export_format format, std::uint64_t records) {
  out.content_type = content_type(format);
  out.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"export.{}\"",
                                                              file_extension(format)));
  out.headers.emplace_back("Cache-Control", "private, no-store, max-age=0");
  out.headers.emplace_back("X-Export-Record-Count", std::to_string(records));
}

http::outcome not_satisfiable(const http::request& in, const http::range_wish& range,
                              std::uint64_t size) {
  http::response out{.status = 416};
  out.headers.emplace_back("Content-Range", http::content_range(range, size));
  http::append_problem_body(out.body, {http::error_code::range_not_satisfiable}, in.request_id);
  return out;
}

// What a token opens.
struct opened_right {
  download_right right;
  export_id id;
  partition_id partition = 0;
};

std::optional<opened_right> open_right(const service& app, const export_id& id,
                                       std::string_view token) {
  const auto right = read_token(app.core.hashes(), id, token);
  if (!right || after(right->created_at, export_lifetime_s) <= app.core.now()) return std::nullopt;
  const auto project = app.core.directory().find_project(right->project);
  if (!project) return std::nullopt;
  return opened_right{*right, id, project->partition};
}

http::outcome send_bulk(const service& app, const http::request& in, const opened_right& opened,
                        const projections::bulk_export_row& row) {
  auto parts = projections::load_row<projections::export_parts_row>(
      app.core.state(opened.partition), storage::keys::bulk_export_parts(opened.id));
  if (!parts) return no_right();
  const std::string etag = '"' + digest_of(app, opened.partition, row) + '"';
  const auto range = http::read_range(in, row.bytes, etag);
  if (range.unsatisfiable) return not_satisfiable(in, range, row.bytes);
  auto file = std::make_shared<bulk_file>(
      app, opened.right.project, opened.partition, row, std::move(parts->parts),
      footer_of(app, opened.partition, row, parts->sealed_footer), range.part);
  if (!file->ready()) {
    return http::problem{http::error_code::conflict,
                         "Content of this export was erased since it was made; ask for a new one."};
  }
  http::response out{.status = range.partial ? 206 : 200};
  add_file_headers(out, row.facts.format, row.records);
  out.headers.emplace_back("Accept-Ranges", "bytes");
  out.headers.emplace_back("ETag", etag);
  if (range.partial)
    out.headers.emplace_back("Content-Range", http::content_range(range, row.bytes));
  out.length = range.part.end - range.part.first;
  out.stream = std::move(file);
  return out;
}

http::outcome send_export(const service& app, const http::request& in, const opened_right& opened) {
  const auto& rows = app.core.state(opened.partition);
  const auto& project = opened.right.project;
  const auto bulk = projections::find_bulk_export(rows, project, opened.id);
  if (bulk && bulk->completed_at != 0 && bulk->expires_at() > app.core.now())
    return send_bulk(app, in, opened, *bulk);
  const auto row = projections::load_row<projections::export_row>(
      rows, storage::keys::export_of(project, opened.right.created_at, opened.id));
  if (!row) return no_right();
  http::response out;
  add_file_headers(out, row->facts.format, row->facts.records);
  out.stream = std::make_shared<export_file>(app, project, opened.partition, row->facts);
  return out;
}

}  // namespace

std::optional<partition_id> place_of(const service& app, const http::request& in) {
  const auto id = from_wire<export_tag>(in.path_param("exportId"));
  if (!id) return std::nullopt;
  for (const auto& [name, value] : in.query) {
    if (name != "token") continue;
    const auto right = read_token(app.core.hashes(), *id, value);
    const auto project = right ? app.core.directory().find_project(right->project) : std::nullopt;
    if (project) return project->partition;
  }
  return std::nullopt;
}

void download(const service& app, http::request& in, http::exchange reply) {
  http::query_reader query(in);
  const auto token = query.text("token", token_bytes_max);
  if (!token || token->size() < token_bytes_min) {
    query.fail("token", "The token of the export's downloadUrl has to be given.");
  }
  if (auto bad = query.finish()) return reply.send(std::move(*bad));
  const auto id = from_wire<export_tag>(in.path_param("exportId"));
  const auto opened = id ? open_right(app, *id, *token) : std::nullopt;
  if (!opened) return reply.send(no_right());
  reply.send(send_export(app, in, *opened));
}

}  // namespace carnet::exports
