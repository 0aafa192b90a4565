// The state as a fold over the log, kept beside the live one: what a rebuild would give.
#pragma once

#include "tests/simulation/simulated_log.hpp"
#include "tests/support/memory_rows.hpp"

namespace carnet::test {

class rebuild {
 public:
  // Applies records up to and including `until`, in one step each.
  void advance(const log_disk& disk, record_sequence until);

  // Throws broken_promise, naming the first difference, unless `live` holds the same rows.
  void must_equal(const memory_rows& live) const;

  record_sequence at() const { return at_; }

 private:
  memory_rows rows_;
  record_sequence at_ = 0;
};

}  // namespace carnet::test
