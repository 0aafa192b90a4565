#include "tests/simulation/simulated_log.hpp"

#include <algorithm>

namespace carnet::test {

using storage::append_outcome;

result<writer_epoch> simulated_log::acquire() {
  switch (faults_.next_write()) {
    case fault::none:
      return ++disk_.epoch;
    case fault::fails_unpersisted:
      return fail(failure_code::io, "the fence was not taken");
    case fault::fails_persisted:
      ++disk_.epoch;
      return fail(failure_code::unknown_outcome, "the fence may have been taken");
    case fault::crashes_unpersisted:
      throw simulated_crash{};
    case fault::crashes_persisted:
      ++disk_.epoch;
      throw simulated_crash{};
  }
  return fail(failure_code::io, "");
}

append_outcome simulated_log::append(writer_epoch epoch, record_sequence expected_next,
                                     const storage::record_batch& batch) {
  if (epoch > disk_.epoch) throw broken_promise{"an epoch that was never given out"};
  if (epoch < disk_.epoch) return append_outcome::fenced;
  if (expected_next != disk_.records.size() + 1) throw broken_promise{"an append at a wrong place"};
  if (batch.records.empty() || batch.records.size() > storage::batch_records_max) {
    throw broken_promise{"a batch of a wrong size"};
  }
  std::size_t bytes = 0;
  for (const std::string_view one : batch.records) bytes += one.size();
  if (batch.records.size() > 1 && bytes > storage::batch_bytes_max) {
    throw broken_promise{"a batch over the log's limit"};
  }
  switch (faults_.next_write()) {
    case fault::none:
      keep(epoch, batch);
      return append_outcome::committed;
    case fault::fails_unpersisted:
      return faults_.chance().chance(500) ? append_outcome::not_written : append_outcome::unknown;
    case fault::fails_persisted:
      keep(epoch, batch);
      return append_outcome::unknown;
    case fault::crashes_unpersisted:
      throw simulated_crash{};
    case fault::crashes_persisted:
      keep(epoch, batch);
      throw simulated_crash{};
  }
  return append_outcome::unknown;
}

void simulated_log::keep(writer_epoch epoch, const storage::record_batch& batch) {
  for (const std::string_view bytes : batch.records) {
    disk_.records.push_back({disk_.records.size() + 1, epoch, std::string(bytes)});
  }
  for (const storage::key_change& change : batch.keys) {
    if (change.wrapped.empty()) {
      disk_.keys.erase(change.subject);
    } else {
      disk_.keys[change.subject] = change.wrapped;
    }
  }
}

result<std::vector<storage::log_record>> simulated_log::read(
    record_sequence from, storage::read_limit limit, std::chrono::steady_clock::time_point) {
  if (faults_.read_fails()) return fail(failure_code::io, "the log can not be read");
  // Short answers are allowed: a reader must come back for more.
  const std::size_t most = 1 + faults_.chance().below(std::min<std::size_t>(limit.records, 64));
  std::vector<storage::log_record> records;
  for (auto at = from; at <= disk_.records.size() && records.size() < most; ++at) {
    records.push_back(disk_.records[at - 1]);
  }
  return records;
}

result<record_sequence> simulated_log::end() {
  if (faults_.read_fails()) return fail(failure_code::io, "the log can not be read");
  return disk_.records.size();
}

}  // namespace carnet::test
