// Rows that records are applied to one by one, as on replay.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "projections/apply.hpp"
#include "projections/event_ids.hpp"
#include "projections/identity/queries.hpp"
#include "tests/support/memory_rows.hpp"
#include "tests/support/random_source.hpp"
#include "tests/support/rows_audit.hpp"

namespace carnet::test {

class driven_rows : public testing::Test {
 protected:
  static constexpr unix_us start = 1'750'000'000 * us_per_second;

  // Applies one record of these facts; gives the id of its first event.
  template <class... Facts>
  event_id apply(Facts&&... facts) {
    record rec;
    rec.command_id = chance_.bytes(16);
    rec.seed = chance_.bytes(16);
    rec.recorded_at = now_;
    rec.project = project_;
    (rec.events.emplace_back(std::forward<Facts>(facts)), ...);
    return apply_record(rec);
  }

  event_id apply_record(const record& rec) {
    notices_.clear();
    projections::application step(rec, {1, ++sequence_}, rows_, notices_);
    EXPECT_TRUE(step.events().has_value());
    step.remember();
    EXPECT_EQ(audit_rows(rows_), std::vector<std::string>{});
    return projections::event_id_of(rec.seed, 0);
  }

  // Creates identities that live for `ttl_s`.
  std::vector<identity_id> provision(std::size_t count, duration_s ttl_s = 3600,
                                     const identity_id& parent = {}) {
    identities_provisioned e;
    e.parent = parent;
    std::vector<identity_id> ids;
    for (; count > 0; --count) {
      ids.push_back(chance_.id<identity_tag>());
      e.items.push_back({ids.back(), chance_.bytes(16), "profile", {}, ttl_s, after(now_, ttl_s)});
    }
    apply(std::move(e));
    return ids;
  }

  projections::identity_row row(const identity_id& id) {
    return projections::find_identity(rows_, project_, id).value();
  }

  random_source chance_{1};
  project_id project_{"projectproje"};
  memory_rows rows_;
  projections::notices notices_;
  unix_us now_ = start;
  record_sequence sequence_ = 0;
};

}  // namespace carnet::test
