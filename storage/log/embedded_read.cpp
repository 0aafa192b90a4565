// Reading the embedded log: wait for the end to grow, then collect whole records in order. Whatever
// is not dense or does not verify is an error with its place.
#include <fmt/core.h>

#include "storage/kv/rocks_failure.hpp"
#include "storage/log/embedded_partition.hpp"
#include "storage/log/frame.hpp"
#include "storage/log/record_assembly.hpp"

namespace carnet::storage {

result<std::vector<log_record>> embedded_partition::read(
    record_sequence from, read_limit limit, std::chrono::steady_clock::time_point deadline) {
  const record_sequence first = std::max<record_sequence>(from, 1);
  record_sequence end = 0;
  {
    std::unique_lock lock(ending_);
    grown_.wait_until(lock, deadline, [&] { return end_ >= first; });
    end = end_;
  }
  if (end < first) return std::vector<log_record>();
  return collect(first, end, limit);
}

result<std::vector<log_record>> embedded_partition::collect(record_sequence from,
                                                            record_sequence end, read_limit limit) {
  const std::string beyond = frame_key(id_, end + 1, 0);
  const rocksdb::Slice upper(beyond);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &upper;
  options.fill_cache = false;  // followers read each record once
  const std::unique_ptr<rocksdb::Iterator> frames(
      database_.db().NewIterator(options, database_.records()));
  std::vector<log_record> records;
  record_assembly assembly(id_, from);
  std::size_t bytes = 0;
  for (frames->Seek(frame_key(id_, from, 0)); frames->Valid(); frames->Next()) {
    auto record = assembly.add(frames->value().ToStringView());
    if (!record) return std::unexpected(record.error());
    if (!*record) continue;
    bytes += (*record)->bytes.size();
    if (bytes > limit.bytes && !records.empty()) return records;
    records.push_back(std::move(**record));
    if (records.size() >= limit.records || bytes >= limit.bytes) return records;
  }
  if (!frames->status().ok()) {
    return std::unexpected(
        to_failure(frames->status(), "read " + place_of(id_, assembly.next(), 0)));
  }
  if (assembly.within_record() || assembly.next() != end + 1) {
    return fail(failure_code::corrupt,
                fmt::format("{} is missing; the partition ends at sequence {}",
                            place_of(id_, assembly.next(), 0), end));
  }
  return records;
}

}  // namespace carnet::storage
