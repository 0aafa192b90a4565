// Row values of exports (storage/kv/keys.hpp names their keys).
#pragma once

#include <string>

#include "domain/export/events.hpp"

namespace carnet::projections {

struct export_row {
  export_created facts;
  unix_us created_at = 0;

  unix_us expires_at() const { return after(created_at, export_lifetime_s); }

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    auto& f = r.facts;
    visit(f.id, f.format, f.with_extraction, f.identity, f.created_after, f.created_before,
          f.newest, f.records, r.created_at);
  }
};

struct bulk_export_row {
  export_created facts;  // records: the most it may hold
  unix_us asked_at = 0;
  unix_us completed_at = 0;  // 0: it is being made
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  std::uint64_t first = 0;  // numbers of the first and the last record
  std::uint64_t last = 0;
  std::string sealed_digest;

  unix_us expires_at() const { return after(asked_at, bulk_export_lifetime_s); }

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    auto& f = r.facts;
    visit(f.id, f.format, f.with_extraction, f.identity, f.created_after, f.created_before,
          f.newest, f.records, r.asked_at, r.completed_at, r.records, r.bytes, r.first, r.last,
          r.sealed_digest, f.class_uid);
  }
};

struct export_parts_row {
  export_parts parts;
  std::string sealed_footer;  // the last part, if it is one that is kept

  template <class Row, class Visitor>
  static void fields(Row& r, Visitor& visit) {
    visit(r.parts.firsts, r.parts.records, r.parts.sizes, r.parts.checks, r.sealed_footer);
  }
};

}  // namespace carnet::projections
