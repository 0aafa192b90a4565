// Finding the end of a partition, and the offset where a record begins.
#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "storage/log/kafka_reader.hpp"

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t tail_span = 64;  // messages looked at for the end, at first
constexpr std::int64_t tail_growth = 8;
constexpr record_sequence scan_max = 512;  // records read and dropped instead of one more probe
constexpr std::size_t marks_max = 4096;

}  // namespace

void kafka_reader::remember(mark seen) {
  marks_[seen.sequence] = seen.offset;
  if (marks_.size() <= marks_max) return;
  for (auto at = marks_.begin(); at != marks_.end(); ++at) {
    at = marks_.erase(at);
    if (at == marks_.end()) break;
  }
}

result<log_end> kafka_reader::find_end(time_point deadline) {
  next_ = 0;
  const auto end = cursor_.committed_end(deadline);
  if (!end) return std::unexpected(end.error());
  for (std::int64_t span = tail_span; *end > 0; span *= tail_growth) {
    const std::int64_t from = std::max<std::int64_t>(0, *end - span);
    if (auto started = cursor_.start(from); !started) return std::unexpected(started.error());
    std::optional<frame_header> last;
    for (;;) {
      const auto message = cursor_.next(deadline, /*until_end=*/true);
      if (!message) return std::unexpected(message.error());
      if (!*message) break;
      const auto header = header_of(**message);
      if (!header) return std::unexpected(header.error());
      if (header->index == 0) remember({header->sequence, (*message)->offset()});
      last = *header;
    }
    cursor_.stop();
    if (steady_clock::now() > deadline) {
      return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT,
                                           fmt::format("find the end of partition {}", id_)));
    }
    if (last && !last->last) {
      return fail(failure_code::corrupt, place_of(id_, last->sequence, last->index) +
                                             ": the partition ends within a record");
    }
    if (last) return log_end{last->sequence, last->epoch};
    if (from == 0) break;
  }
  return log_end{};
}

result<std::optional<kafka_reader::mark>> kafka_reader::first_record_from(std::int64_t offset,
                                                                          time_point deadline) {
  if (auto started = cursor_.start(offset); !started) return std::unexpected(started.error());
  for (;;) {
    const auto message = cursor_.next(deadline, /*until_end=*/true);
    if (!message) return std::unexpected(message.error());
    if (!*message) return std::nullopt;
    const auto header = header_of(**message);
    if (!header) return std::unexpected(header.error());
    if (header->index == 0) return mark{header->sequence, (*message)->offset()};
  }
}

// `low` lies at or before the record, `high` behind its first frame.
result<kafka_reader::mark> kafka_reader::narrow(record_sequence from, mark low, std::int64_t high,
                                                time_point deadline) {
  while (from - low.sequence > scan_max && high - low.offset > 1) {
    const std::int64_t middle = low.offset + (high - low.offset) / 2;
    const auto found = first_record_from(middle, deadline);
    if (!found) return std::unexpected(found.error());
    if (!*found || (*found)->sequence > from || (*found)->offset >= high) {
      high = middle;
    } else {
      remember(**found);
      low = **found;
    }
  }
  return low;
}

result<void> kafka_reader::seek(record_sequence from, time_point deadline) {
  next_ = 0;
  ahead_.reset();
  mark low{1, 0};
  const auto behind = marks_.upper_bound(from);
  if (behind != marks_.begin()) low = {std::prev(behind)->first, std::prev(behind)->second};
  if (from - low.sequence > scan_max) {
    std::int64_t high = 0;
    if (behind != marks_.end()) {
      high = behind->second;
    } else {
      const auto end = cursor_.committed_end(deadline);
      if (!end) return std::unexpected(end.error());
      high = *end;
    }
    const auto found = narrow(from, low, high, deadline);
    if (!found) return std::unexpected(found.error());
    low = *found;
  }
  if (auto started = cursor_.start(low.offset); !started) return started;
  assembly_.emplace(id_, from);
  skipping_ = true;
  next_ = from;
  return {};
}

}  // namespace carnet::storage
