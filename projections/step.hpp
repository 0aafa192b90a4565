// One record on its way through `apply`: what every area's code needs, and the counters it shares.
#pragma once

#include <optional>

#include "domain/record.hpp"
#include "projections/event_ids.hpp"
#include "projections/identity/rows.hpp"
#include "projections/notices.hpp"
#include "projections/stream/rows.hpp"
#include "storage/kv/keys.hpp"
#include "storage/kv/row_codec.hpp"
#include "storage/kv/rows.hpp"
#include "storage/log/position.hpp"

namespace carnet::projections {

class step {
 public:
  step(const record& applied, position where, storage::row_writer& into, notices& told)
      : rec(applied), at(where), rows(into), out(told) {}

  const record& rec;
  const position at;
  storage::row_writer& rows;
  notices& out;
  std::size_t place = 0;  // of the event being applied

  unix_us now() const { return rec.recorded_at; }
  event_id fact_id() const { return event_id_of(rec.seed, place); }

  template <class Row>
  std::optional<Row> load(std::string_view key) const {
    const auto bytes = rows.get(key);
    if (!bytes) return std::nullopt;
    return storage::decode_row<Row>(*bytes);
  }

  template <class Row>
  void save(std::string_view key, const Row& row) {
    rows.put(key, storage::encode_row(row));
  }

  // The counters of the record's project; written back by finish().
  project_counters& counters();
  void finish();

  // The behaviour in force at this record.
  std::uint32_t version() const;

  // Appends a fact to the project's stream.
  void publish(project_event_row fact);

  // Appends a fact that is no public event: to the stream of the record's project, or on control to
  // the access stream of `project`. From behaviour version 2 on.
  void note(project_event_row fact);
  void note_access(const project_id& project, project_event_row fact);

 private:
  void append(const project_id& project, project_counters& counted, project_event_row fact);

  std::optional<project_counters> counters_;
  bool published_ = false;
};

}  // namespace carnet::projections
