// GET /v1/exports/{exportId}/download: for whoever has the token.
#include <fmt/format.h>

#include "api/exports/download_token.hpp"
#include "api/exports/export_file.hpp"
#include "api/exports/handlers.hpp"
#include "api/http/query_reader.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::exports {
namespace {

constexpr std::size_t token_bytes_min = 16;
constexpr std::size_t token_bytes_max = 256;

http::problem no_right() {
  return {http::error_code::forbidden, "The download token is wrong or has expired."};
}

struct found_export {
  projections::export_row row;
  project_id project;
  partition_id partition = 0;
};

std::optional<found_export> find_export(const service& app, const export_id& id,
                                        std::string_view token) {
  const auto right = read_token(app.core.hashes(), id, token);
  if (!right) return std::nullopt;
  const auto project = app.core.directory().find_project(right->project);
  if (!project) return std::nullopt;
  const auto row = projections::load_row<projections::export_row>(
      app.core.state(project->partition),
      storage::keys::export_of(right->project, right->created_at, id));
  if (!row || row->expires_at() <= app.core.now()) return std::nullopt;
  return found_export{*row, right->project, project->partition};
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
  const auto found = id ? find_export(app, *id, *token) : std::nullopt;
  if (!found) return reply.send(no_right());
  const auto& facts = found->row.facts;
  http::response out{.content_type = content_type(facts.format)};
  out.headers.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"export.{}\"",
                                                              file_extension(facts.format)));
  out.headers.emplace_back("Cache-Control", "private, no-store, max-age=0");
  out.headers.emplace_back("X-Export-Record-Count", std::to_string(facts.records));
  out.stream = std::make_shared<export_file>(app, found->project, found->partition, facts);
  reply.send(std::move(out));
}

}  // namespace carnet::exports
