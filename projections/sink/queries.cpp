#include "projections/sink/queries.hpp"

#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::projections {
namespace {

namespace keys = storage::keys;

void tell_sink(step& s) { s.out.push_back({notice_kind::sink_changed, {}}); }

}  // namespace

void apply(step& s, const sink_configured& e) {
  auto row = s.load<sink_row>(keys::sink(e.id));
  if (!row) {
    row = sink_row{.id = e.id, .project = s.rec.project, .created_at = s.now()};
    row->cursor = e.from;
    s.rows.put(keys::sinks_of(s.rec.project).id(e.id), {});
  }
  row->updated_at = s.now();
  row->settings = e.settings;
  row->sealed_target = e.sealed_target;
  s.save(keys::sink(e.id), *row);
  s.note({.subject = to_wire(e.id), .numbers = {static_cast<std::uint64_t>(e.settings.enabled)}});
  tell_sink(s);
}

void apply(step& s, const sink_removed& e) {
  s.rows.erase(keys::sink(e.id));
  s.rows.erase(keys::sinks_of(s.rec.project).id(e.id));
  s.note({.subject = to_wire(e.id)});
  tell_sink(s);
}

void apply(step& s, const sink_progressed& e) {
  auto row = s.load<sink_row>(keys::sink(e.id));
  check(row.has_value(), "a sink that has come further exists");
  row->cursor = e.cursor;
  row->delivered += e.delivered;
  row->failures = e.failures;
  if (e.delivered != 0) row->last_success_at = s.now();
  if (e.failures != 0) {
    row->last_failure_at = s.now();
    row->status = e.status;
    row->error = e.error;
    row->sealed_excerpt = e.sealed_excerpt;
  }
  s.save(keys::sink(e.id), *row);
}

std::optional<sink_row> find_sink(const storage::row_reader& rows, const project_id& project,
                                  const sink_id& id) {
  auto row = load_row<sink_row>(rows, keys::sink(id));
  if (!row || row->project != project) return std::nullopt;
  return row;
}

sink sink_of(const sink_row& row) {
  return {row.settings, row.sealed_target, row.cursor, row.failures};
}

std::vector<sink_row> sinks_of(const storage::row_reader& rows, const project_id& project) {
  std::vector<sink_row> found;
  const auto prefix = keys::sinks_of(project);
  rows.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto) {
    const sink_id id{std::string(key.substr(key.size() - sink_tag::width))};
    auto row = load_row<sink_row>(rows, keys::sink(id));
    check(row.has_value(), "a listed sink exists");
    found.push_back(std::move(*row));
    return true;
  });
  return found;
}

std::vector<sink_row> all_sinks(const storage::row_reader& rows) {
  std::vector<sink_row> all;
  const auto prefix = keys::all_sinks();
  rows.scan(prefix, prefix.end_of_prefix(), [&all](auto, auto value) {
    all.push_back(storage::decode_row<sink_row>(value));
    return true;
  });
  return all;
}

}  // namespace carnet::projections
