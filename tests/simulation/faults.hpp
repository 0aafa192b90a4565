// Which write fails, and how: at random with given odds, or exactly one write of a run, so that a
// sweep can fail each write in each way.
#pragma once

#include <cstdint>
#include <optional>

#include "tests/support/random_source.hpp"

namespace carnet::test {

// The process ends here, between two instructions; whatever is not on a disk is gone.
struct simulated_crash {};

// The product broke a rule that no fault excuses.
struct broken_promise {
  std::string what;
};

enum class fault : std::uint8_t {
  none,
  fails_unpersisted,
  fails_persisted,
  crashes_unpersisted,
  crashes_persisted,
};
inline constexpr std::uint8_t fault_kinds = 5;

class fault_source {
 public:
  struct scripted {
    std::uint64_t write = 0;  // counted from 1
    fault kind = fault::none;
  };

  fault_source(std::uint64_t seed, unsigned permille) : chance_(seed), permille_(permille) {}
  fault_source(std::uint64_t seed, scripted one) : chance_(seed), one_(one) {}

  // Asked at each write, of the log or of the state.
  fault next_write();

  // Asked where a process may die without a write: throws simulated_crash.
  void step();

  // Asked at reads of the log, which may fail.
  bool read_fails();

  // No faults from here on.
  void stop() { stopped_ = true; }

  std::uint64_t writes() const { return writes_; }
  random_source& chance() { return chance_; }

 private:
  random_source chance_;
  unsigned permille_ = 0;
  std::optional<scripted> one_;
  std::uint64_t writes_ = 0;
  bool stopped_ = false;
};

}  // namespace carnet::test
