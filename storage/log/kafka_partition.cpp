// Taking the fence and appending: a batch is one transaction over the partition's records and its
// keys.
#include "storage/log/kafka_partition.hpp"

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "storage/log/batch_limits.hpp"
#include "storage/log/big_endian.hpp"
#include "storage/log/frame.hpp"

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds read_wait_max{30};
constexpr std::chrono::seconds resign_wait_max{3};

std::size_t frames_of(std::span<const std::string_view> records) {
  std::size_t frames = 0;
  for (const std::string_view record : records) {
    frames += frame_count(record.size(), frame_payload_max);
  }
  return frames;
}

std::size_t frames_of(std::span<const log_record> records) {
  std::size_t frames = 0;
  for (const log_record& record : records) {
    frames += frame_count(record.bytes.size(), frame_payload_max);
  }
  return frames;
}

// See kafka_layout.hpp.
std::string claim_value(writer_epoch epoch, std::chrono::milliseconds lease) {
  std::string value;
  append_big_endian(value, epoch);
  if (lease.count() > 0) append_big_endian(value, static_cast<std::uint32_t>(lease.count()));
  return value;
}

std::string hand_over_value(writer_epoch epoch) {
  std::string value;
  append_big_endian(value, epoch);
  return value + handed_over_mark;
}

}  // namespace

// The messages of a batch and the bytes they refer to.
struct kafka_partition::encoded_batch {
  std::vector<std::string> bytes;  // never grown beyond what was reserved: messages refer to it
  std::vector<kafka_message> messages;

  // For at most `count` messages.
  explicit encoded_batch(std::size_t count) {
    bytes.reserve(count);
    messages.reserve(count);
  }

  void add(const kafka_place& place, partition_id id, record_sequence sequence, writer_epoch epoch,
           std::string_view record) {
    const auto frames = static_cast<std::uint32_t>(frame_count(record.size(), frame_payload_max));
    for (std::uint32_t index = 0; index < frames; ++index) {
      const frame_header header{.partition = id,
                                .sequence = sequence,
                                .index = index,
                                .last = index + 1 == frames,
                                .epoch = epoch};
      bytes.push_back(
          encode_frame(header, record.substr(index * frame_payload_max, frame_payload_max)));
      messages.push_back({.place = &place, .key = {}, .value = bytes.back()});
    }
  }

  void add_keys(const kafka_place& place, std::span<const key_change> changes) {
    for (const key_change& change : changes) {
      bytes.push_back(data_key_tag + change.subject);
      messages.push_back({.place = &place,
                          .key = bytes.back(),
                          .value = change.wrapped,
                          .keyed = true,
                          .removed = change.wrapped.empty()});
    }
  }
};

result<writer_epoch> kafka_partition::acquire() {
  const std::lock_guard lock(writing_);
  producer_.reset();
  const writer_epoch own = std::exchange(epoch_, 0);
  const auto deadline = steady_clock::now() + options_.acquire_wait_max;
  auto producer = kafka_transactor::open(options_, layout_.transactional_id(id_), deadline);
  if (!producer) return std::unexpected(producer.error());
  // From here on nobody else writes: what is there now is the end.
  boot_time record_seen{};
  const auto last = [&] {
    const std::lock_guard reading(reading_);
    const auto end = reader_.find_end(deadline);
    record_seen = end && end->sequence == given_ ? seen_ : boot_now();
    return end;
  }();
  if (!last) return std::unexpected(last.error());
  if (auto done = keys_.refresh(deadline); !done) return std::unexpected(done.error());
  const auto before = keys_.last_claim();
  predecessor_ = {std::max(record_seen, before.seen), before.lease};
  if (before.handed_over || before.epoch == own) predecessor_.reset();
  // Goes on, since this process may be gone again before it has waited for the owner before.
  lease_ = before.lease;
  producer_.emplace(std::move(*producer));
  const writer_epoch next = std::max(last->epoch, before.epoch) + 1;
  if (auto done = claim(next); !done) return std::unexpected(done.error());
  epoch_ = next;
  keys_.rest();
  const std::lock_guard ending(ending_);
  end_ = last->sequence;
  owned_ = true;
  return next;
}

// Makes the epoch taken, so that no later owner takes it again even if this one never writes a
// record.
result<void> kafka_partition::claim(writer_epoch epoch) {
  const auto outcome = write_claim(claim_value(epoch, lease_), options_.append_wait_max);
  if (outcome == append_outcome::committed) return {};
  producer_.reset();
  return fail(outcome == append_outcome::fenced ? failure_code::fenced : failure_code::timed_out,
              fmt::format("kafka: claim partition {}: not confirmed", id_));
}

append_outcome kafka_partition::write_claim(std::string_view value,
                                            std::chrono::milliseconds wait_max) {
  const kafka_message message{
      .place = &keys_place_, .key = {&epoch_tag, 1}, .value = value, .keyed = true};
  return commit({&message, 1}, wait_max);
}

append_outcome kafka_partition::renew(std::chrono::milliseconds lease) {
  const std::lock_guard lock(writing_);
  if (epoch_ == 0) return append_outcome::fenced;
  if (!producer_) return append_outcome::unknown;
  const auto outcome = write_claim(claim_value(epoch_, lease), options_.append_wait_max);
  if (outcome == append_outcome::committed) lease_ = lease;
  return outcome;
}

void kafka_partition::resign(bool handed_over) {
  const std::lock_guard lock(writing_);
  if (producer_ && epoch_ != 0 && handed_over &&
      write_claim(hand_over_value(epoch_), resign_wait_max) != append_outcome::committed) {
    spdlog::warn("kafka: partition {}: the hand-over could not be marked", id_);
  }
  producer_.reset();
  epoch_ = 0;
  const std::lock_guard ending(ending_);
  owned_ = false;
}

std::optional<owner_sign> kafka_partition::predecessor() {
  const std::lock_guard lock(writing_);
  return predecessor_;
}

bool kafka_partition::owned() const {
  const std::lock_guard lock(ending_);
  return owned_;
}

result<log_place> kafka_partition::committed_place(steady_clock::time_point deadline) const {
  return reader_.committed_end(deadline);
}

append_outcome kafka_partition::commit(std::span<const kafka_message> messages,
                                       std::chrono::milliseconds wait_max) {
  const auto outcome = producer_->commit(messages, steady_clock::now() + wait_max);
  if (outcome == transaction_outcome::committed) return append_outcome::committed;
  spdlog::warn("kafka: partition {}: a batch was not committed: {}", id_, producer_->trouble());
  if (outcome == transaction_outcome::aborted) return append_outcome::not_written;
  producer_.reset();
  {
    const std::lock_guard ending(ending_);
    owned_ = false;
  }
  if (outcome == transaction_outcome::unknown) return append_outcome::unknown;
  epoch_ = 0;
  return append_outcome::fenced;
}

append_outcome kafka_partition::append(writer_epoch epoch, record_sequence expected_next,
                                       const record_batch& batch) {
  const std::lock_guard lock(writing_);
  if (epoch != epoch_ || epoch == 0) return append_outcome::fenced;
  if (!producer_) return append_outcome::unknown;
  if (expected_next != committed() + 1 || !within_limits(batch)) return append_outcome::not_written;
  encoded_batch encoded(frames_of(batch.records) + batch.keys.size());
  record_sequence next = expected_next;
  for (const std::string_view record : batch.records) {
    encoded.add(records_, id_, next++, epoch, record);
  }
  encoded.add_keys(keys_place_, batch.keys);
  const auto outcome = commit(encoded.messages, options_.append_wait_max);
  if (outcome != append_outcome::committed) return outcome;
  keys_.apply(batch.keys);
  publish(next - 1);
  if (const std::unique_lock idle(reading_, std::try_to_lock); idle) reader_.rest_if_idle();
  return outcome;
}

void kafka_partition::publish(record_sequence end) {
  const std::lock_guard lock(ending_);
  end_ = end;
}

record_sequence kafka_partition::committed() {
  const std::lock_guard lock(ending_);
  return end_;
}

result<record_sequence> kafka_partition::end() {
  const std::lock_guard lock(reading_);
  return known_end(/*ask=*/true);
}

// Of a partition that this process does not own, only the broker knows the end.
result<record_sequence> kafka_partition::known_end(bool ask) {
  {
    const std::lock_guard lock(ending_);
    if (owned_ || !ask) return end_;
  }
  const auto last = reader_.find_end(steady_clock::now() + read_wait_max);
  if (!last) return std::unexpected(last.error());
  const std::lock_guard lock(ending_);
  end_ = std::max(end_, last->sequence);
  return end_;
}

result<std::vector<log_record>> kafka_partition::read(record_sequence from, read_limit limit,
                                                      steady_clock::time_point deadline) {
  const std::lock_guard lock(reading_);
  const record_sequence first = std::max<record_sequence>(from, 1);
  // A reader that begins here has nothing fetched ahead, and is still to see all that is there now.
  const auto end = known_end(/*ask=*/!reader_.stands_before(first));
  if (!end) return std::unexpected(end.error());
  auto records = reader_.read(first, limit, *end, deadline);
  if (records && !records->empty()) {
    given_ = records->back().sequence;
    seen_ = boot_now();
  }
  read_place_ = reader_.place();
  return records;
}

result<std::size_t> kafka_partition::replace_keys(std::span<const key_replacement> replacements) {
  if (replacements.size() > key_replacements_max) {
    return fail(failure_code::invalid_argument, "too many key replacements at once");
  }
  const std::lock_guard lock(writing_);
  if (!producer_)
    return fail(failure_code::fenced, fmt::format("partition {} has no owner here", id_));
  std::vector<key_change> changes;
  for (const key_replacement& wish : replacements) {
    const auto present = keys_.find(wish.subject);
    if (present && *present == wish.expected) changes.push_back({wish.subject, wish.replacement});
  }
  if (changes.empty()) return 0;
  encoded_batch encoded(changes.size());
  encoded.add_keys(keys_place_, changes);
  if (commit(encoded.messages, options_.append_wait_max) != append_outcome::committed) {
    return fail(failure_code::unknown_outcome, fmt::format("write keys of partition {}", id_));
  }
  keys_.apply(changes);
  return changes.size();
}

result<void> kafka_partition::import_records(std::span<const log_record> records,
                                             std::span<const key_change> keys) {
  const bool owner = [&] {
    const std::lock_guard lock(writing_);
    return producer_.has_value();
  }();
  if (!owner) {
    if (const auto taken = acquire(); !taken) return std::unexpected(taken.error());
  }
  const std::lock_guard lock(writing_);
  if (!producer_)
    return fail(failure_code::fenced, fmt::format("partition {} has no owner here", id_));
  const record_sequence end = committed();
  if (!records.empty() && records.front().sequence != end + 1) {
    return fail(failure_code::invalid_argument, "the records do not follow the end of the log");
  }
  encoded_batch encoded(frames_of(records) + keys.size());
  for (const log_record& record : records) {
    encoded.add(records_, id_, record.sequence, record.epoch, record.bytes);
  }
  encoded.add_keys(keys_place_, keys);
  if (commit(encoded.messages, options_.append_wait_max) != append_outcome::committed) {
    return fail(failure_code::unknown_outcome,
                fmt::format("partition {}: a batch was not confirmed", id_));
  }
  keys_.apply(keys);
  publish(end + records.size());
  return {};
}

result<std::size_t> kafka_partition::count_removed_keys() {
  if (!owned()) return fail(failure_code::fenced, "the partition has no owner here");
  auto waiting = keys_.removed();
  if (waiting.empty()) return 0;
  const auto left = keys_.still_there(waiting, steady_clock::now() + read_wait_max);
  if (!left) return std::unexpected(left.error());
  std::erase_if(waiting, [&](const std::string& subject) { return left->contains(subject); });
  keys_.confirm_gone(waiting);
  if (left->empty()) return 0;
  // Only what lies before the segment in use is compacted; the next message opens another one. One
  // that does not get through costs nothing: there will be others.
  const std::lock_guard lock(writing_);
  if (!producer_) return fail(failure_code::fenced, "the partition has no owner here");
  write_claim(claim_value(epoch_, lease_), options_.append_wait_max);
  return left->size();
}

}  // namespace carnet::storage
