// Row values of sinks (storage/kv/keys.hpp names their keys).
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"
#include "domain/sink/events.hpp"
#include "domain/time.hpp"

namespace carnet::projections {

struct sink_row {
  sink_id id;
  project_id project;
  unix_us created_at = 0;
  unix_us updated_at = 0;
  sink_settings settings;
  std::string sealed_target;
  sink_cursor cursor;
  std::uint64_t delivered = 0;
  std::uint32_t failures = 0;  // in a row
  unix_us last_success_at = 0;
  unix_us last_failure_at = 0;
  std::uint16_t status = 0;  // of the last failure's answer
  delivery_error error = delivery_error::none;
  std::string sealed_excerpt;

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    auto& s = r.settings;
    visit(r.id, r.project, r.created_at, r.updated_at, s.kind, s.ocsf_version, s.acknowledged,
          s.batch_events, s.batch_delay_ms, s.enabled, r.sealed_target, r.cursor.events,
          r.cursor.access, r.delivered, r.failures, r.last_success_at, r.last_failure_at, r.status,
          r.error, r.sealed_excerpt);
  }
};

}  // namespace carnet::projections
