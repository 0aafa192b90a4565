// What the OCSF topic's publisher counts, for the metrics page; read from any thread.
#pragma once

#include <atomic>
#include <cstdint>

#include "domain/time.hpp"

namespace carnet::producers {

struct topic_counters {
  std::atomic<std::uint64_t> told{0};      // events
  std::atomic<std::uint64_t> failures{0};  // tries that told nothing
  std::atomic<std::uint64_t> projects_behind{0};
  std::atomic<unix_us> oldest{0};  // when the oldest event came in that was not told; 0: none
};

}  // namespace carnet::producers
