#include "storage/log/read_through.hpp"

#include <algorithm>

namespace carnet::storage {

result<void> read_through(event_log& log, record_sequence from, record_sequence until,
                          const std::function<result<void>(std::span<const log_record>)>& visit) {
  while (from <= until) {
    const auto records = log.read(from, {}, std::chrono::steady_clock::now());
    if (!records) return std::unexpected(records.error());
    if (records->empty()) return fail(failure_code::corrupt, "the log ends before its end");
    const std::size_t wanted = std::min<record_sequence>(records->size(), until - from + 1);
    if (auto done = visit(std::span(*records).first(wanted)); !done) return done;
    from += wanted;
  }
  return {};
}

}  // namespace carnet::storage
