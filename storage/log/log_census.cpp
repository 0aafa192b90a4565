// Verification is reading: every reader checks every frame, and the sequences.
#include "storage/log/log_census.hpp"

#include <chrono>

namespace carnet::storage {
namespace {

partition_census verify_partition(event_log& log, partition_id id) {
  partition_census census{.partition = id, .problem = {}};
  const auto end = log.end();
  if (!end) {
    census.problem = end.error();
    return census;
  }
  while (census.records < *end) {
    const auto read =
        log.read(census.records + 1, {}, std::chrono::steady_clock::time_point::min());
    if (!read) {
      census.problem = read.error();
      return census;
    }
    census.records += read->size();
    for (const log_record& record : *read) census.bytes += record.bytes.size();
  }
  return census;
}

}  // namespace

std::vector<partition_census> verify(log_set& set) {
  std::vector<partition_census> all;
  for (partition_id id = 0; id < set.partitions(); ++id) {
    all.push_back(verify_partition(set.partition(id), id));
  }
  return all;
}

}  // namespace carnet::storage
