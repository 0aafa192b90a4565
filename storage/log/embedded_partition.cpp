// Append, fence and publish. A batch is one RocksDB write, so it is atomic together with its keys.
#include "storage/log/embedded_partition.hpp"

#include <fmt/core.h>

#include <array>

#include "storage/kv/rocks_failure.hpp"
#include "storage/log/batch_limits.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/frame.hpp"

namespace carnet::storage {
namespace {

constexpr std::size_t kept_buffer_max = 1024 * 1024;  // a larger batch gives its memory back

std::string epoch_key(partition_id partition) {
  std::string key = "epoch";
  append_big_endian(key, partition);
  return key;
}

rocksdb::Slice slice_of(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

result<void> embedded_partition::recover() {
  const auto epoch = database_.meta_row(epoch_key(id_));
  if (!epoch) return std::unexpected(epoch.error());
  if (epoch->size() == sizeof epoch_) epoch_ = load_big_endian<writer_epoch>(epoch->data());

  const std::string beyond = frame_key(id_ + 1, 0, 0);
  const rocksdb::Slice upper(beyond);
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &upper;
  const std::unique_ptr<rocksdb::Iterator> rows(
      database_.db().NewIterator(options, database_.records()));
  rows->SeekToLast();
  if (!rows->status().ok()) {
    return checked(rows->status(), fmt::format("find the end of partition {}", id_));
  }
  if (!rows->Valid() || rows->key().compare(frame_key(id_, 0, 0)) < 0) return {};
  const auto last = load_big_endian<record_sequence>(rows->key().data() + sizeof id_);
  const auto record = collect(last, last, {});
  if (!record) return std::unexpected(record.error());
  end_ = last;
  return {};
}

result<writer_epoch> embedded_partition::acquire() {
  const std::lock_guard lock(writing_);
  const writer_epoch next = epoch_ + 1;
  std::string value;
  append_big_endian(value, next);
  rocksdb::WriteBatch claim;
  claim.Put(database_.meta(), epoch_key(id_), value).PermitUncheckedError();
  switch (database_.write(claim)) {
    case append_outcome::committed:
      break;
    case append_outcome::not_written:
      return fail(failure_code::storage_full, fmt::format("claim partition {}", id_));
    case append_outcome::fenced:
    case append_outcome::unknown:
      return fail(failure_code::unknown_outcome,
                  fmt::format("partition {}: a write to the log failed; only a restart can tell "
                              "what is on the disk",
                              id_));
  }
  epoch_ = next;
  return next;
}

append_outcome embedded_partition::append(writer_epoch epoch, record_sequence expected_next,
                                          const record_batch& batch) {
  const std::lock_guard lock(writing_);
  if (epoch != epoch_ || epoch == 0) return append_outcome::fenced;
  if (database_.broken()) return append_outcome::unknown;
  if (expected_next != committed() + 1 || !within_limits(batch)) {
    return append_outcome::not_written;
  }
  writes_.Clear();
  record_sequence next = expected_next;
  for (const std::string_view record : batch.records) add_record(record, next++, epoch);
  add_keys(batch.keys);
  const append_outcome outcome = database_.write(writes_);
  if (outcome == append_outcome::committed) publish(next - 1);
  if (writes_.GetDataSize() > kept_buffer_max) writes_ = rocksdb::WriteBatch();
  return outcome;
}

void embedded_partition::add_record(std::string_view record, record_sequence sequence,
                                    writer_epoch epoch) {
  const auto frames = static_cast<std::uint32_t>(frame_count(record.size(), frame_payload_max));
  for (std::uint32_t index = 0; index < frames; ++index) {
    const auto payload = record.substr(index * frame_payload_max, frame_payload_max);
    const frame_header header{.partition = id_,
                              .sequence = sequence,
                              .index = index,
                              .last = index + 1 == frames,
                              .epoch = epoch};
    const auto head = encode_frame_header(header, payload);
    const std::string key = frame_key(id_, sequence, index);
    const rocksdb::Slice key_part(key);
    const std::array value_parts = {rocksdb::Slice(head.data(), head.size()), slice_of(payload)};
    writes_
        .Put(database_.records(), rocksdb::SliceParts(&key_part, 1),
             rocksdb::SliceParts(value_parts.data(), value_parts.size()))
        .PermitUncheckedError();  // fails only beyond a size limit, and none is set
  }
}

void embedded_partition::add_keys(std::span<const key_change> keys) {
  for (const key_change& change : keys) {
    const std::string key = subject_key(id_, change.subject);
    if (change.wrapped.empty()) {
      writes_.Delete(database_.keys(), key).PermitUncheckedError();
    } else {
      writes_.Put(database_.keys(), key, change.wrapped).PermitUncheckedError();
    }
  }
}

void embedded_partition::publish(record_sequence end) {
  mark_.acknowledge(id_, end);
  {
    const std::lock_guard lock(ending_);
    end_ = end;
  }
  grown_.notify_all();
}

record_sequence embedded_partition::committed() {
  const std::lock_guard lock(ending_);
  return end_;
}

result<record_sequence> embedded_partition::end() { return committed(); }

result<void> embedded_partition::import_records(std::span<const log_record> records,
                                                std::span<const key_change> keys) {
  const std::lock_guard lock(writing_);
  const record_sequence end = committed();
  if (!records.empty() && records.front().sequence != end + 1) {
    return fail(failure_code::invalid_argument, "the records do not follow the end of the log");
  }
  writes_.Clear();
  for (const log_record& record : records) add_record(record.bytes, record.sequence, record.epoch);
  add_keys(keys);
  // The next owner's epoch must be above those that came along.
  const writer_epoch highest = records.empty() ? epoch_ : std::max(epoch_, records.back().epoch);
  std::string value;
  append_big_endian(value, highest);
  writes_.Put(database_.meta(), epoch_key(id_), value).PermitUncheckedError();
  if (database_.write(writes_) != append_outcome::committed) {
    return fail(failure_code::io, fmt::format("partition {}: the log takes no writes", id_));
  }
  epoch_ = highest;
  publish(end + records.size());
  return {};
}

result<std::size_t> embedded_partition::replace_keys(
    std::span<const key_replacement> replacements) {
  if (replacements.size() > key_replacements_max) {
    return fail(failure_code::invalid_argument, "too many key replacements at once");
  }
  const std::lock_guard lock(writing_);
  rocksdb::WriteBatch batch;
  std::size_t replaced = 0;
  for (const key_replacement& wish : replacements) {
    const std::string key = subject_key(id_, wish.subject);
    std::string present;
    const auto status = database_.db().Get({}, database_.keys(), key, &present);
    if (!status.ok() && !status.IsNotFound()) {
      return std::unexpected(to_failure(status, fmt::format("read keys of partition {}", id_)));
    }
    if (!status.ok() || present != wish.expected) continue;
    batch.Put(database_.keys(), key, wish.replacement).PermitUncheckedError();
    ++replaced;
  }
  if (replaced == 0) return 0;
  const append_outcome outcome = database_.write(batch);
  if (outcome == append_outcome::committed) return replaced;
  const bool surely_not = outcome == append_outcome::not_written;
  return fail(surely_not ? failure_code::storage_full : failure_code::unknown_outcome,
              fmt::format("write keys of partition {}", id_));
}

}  // namespace carnet::storage
