// Row values of exports (storage/kv/keys.hpp names their keys).
#pragma once

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

}  // namespace carnet::projections
