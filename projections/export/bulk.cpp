// Bulk exports: asked for, made, forgotten.
#include "projections/export/bulk.hpp"

#include <numeric>

#include "projections/export/apply.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

void forget(step& s, const bulk_export_row& row) {
  s.rows.erase(keys::bulk_export(s.rec.project, row.facts.id));
  s.rows.erase(keys::bulk_export_parts(row.facts.id));
  s.rows.erase(keys::bulk_export_due(row.asked_at, row.facts.id));
}

}  // namespace

std::vector<bulk_export_row> bulk_exports_of(const storage::row_reader& rows,
                                             const project_id& project) {
  std::vector<bulk_export_row> all;
  const auto prefix = keys::bulk_exports_of(project);
  rows.scan(prefix, prefix.end_of_prefix(), [&all](auto, auto value) {
    all.push_back(storage::decode_row<bulk_export_row>(value));
    return true;
  });
  return all;
}

std::optional<bulk_export_row> find_bulk_export(const storage::row_reader& rows,
                                                const project_id& project, const export_id& id) {
  return load_row<bulk_export_row>(rows, keys::bulk_export(project, id));
}

std::vector<due_export> bulk_exports_due(const storage::row_reader& rows, std::size_t limit) {
  std::vector<due_export> due;
  const auto all = keys::bulk_exports_due();
  rows.scan(all, all.end_of_prefix(), [&](auto key, auto value) {
    const auto id = key.substr(key.size() - export_tag::width);
    due.push_back({project_id{std::string(value)}, export_id{std::string(id)}});
    return due.size() < limit;
  });
  return due;
}

// What is over goes with the next one that is asked for; there are never more than a few.
void apply(step& s, const bulk_export_requested& e) {
  for (const auto& row : bulk_exports_of(s.rows, s.rec.project)) {
    if (row.expires_at() <= s.now()) forget(s, row);
  }
  bulk_export_row row;
  row.facts = e.facts;
  row.asked_at = s.now();
  s.save(keys::bulk_export(s.rec.project, e.facts.id), row);
  s.rows.put(keys::bulk_export_due(s.now(), e.facts.id), s.rec.project.text);
  s.note({.subject = to_wire(e.facts.id),
          .numbers = {static_cast<std::uint64_t>(e.facts.format), e.facts.records}});
  s.out.push_back({notice_kind::export_due, {}});
}

void apply(step& s, const bulk_export_completed& e) {
  auto row = find_bulk_export(s.rows, s.rec.project, e.id);
  check(row.has_value(), "a bulk export that is completed was asked for");
  s.rows.erase(keys::bulk_export_due(row->asked_at, e.id));
  const auto& parts = e.parts;
  row->completed_at = s.now();
  row->records = std::accumulate(parts.records.begin(), parts.records.end(), std::uint64_t{0});
  row->bytes = std::accumulate(parts.sizes.begin(), parts.sizes.end(), std::uint64_t{0});
  row->first = parts.firsts.empty() ? 0 : parts.firsts.front();
  row->last = e.last;
  row->sealed_digest = e.sealed_digest;
  s.save(keys::bulk_export(s.rec.project, e.id), *row);
  s.save(keys::bulk_export_parts(e.id), export_parts_row{parts, e.sealed_footer});
}

}  // namespace carnet::projections
