// Reading on from where the cursor stands; the search for a place is in kafka_seek.cpp.
#include "storage/log/kafka_reader.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds owed_wait_max{30};
constexpr std::chrono::seconds idle_max{5};
constexpr record_sequence mark_distance = 256;

}  // namespace

void kafka_reader::rest_if_idle() {
  if (!cursor_.started() || steady_clock::now() - last_use_ < idle_max) return;
  cursor_.stop();
  next_ = 0;
}

result<frame_header> kafka_reader::header_of(const stored_message& message) const {
  const auto found = decode_frame(message.value());
  if (found && found->header.partition == id_) return found->header;
  const std::string where = fmt::format("topic {} partition {} offset {}", cursor_.place().topic,
                                        cursor_.place().partition, message.offset());
  if (found) return fail(failure_code::corrupt, where + ": a frame of another partition");
  return std::unexpected(to_failure(found.error(), where));
}

result<std::optional<log_record>> kafka_reader::take(const stored_message& message) {
  if (skipping_) {
    const auto header = header_of(message);
    if (!header) return std::unexpected(header.error());
    if (header->sequence < next_) return std::nullopt;
    skipping_ = false;
    remember({header->sequence, message.offset()});
  }
  auto record = assembly_->add(message.value());
  // The place of a record that begins with the next message, near enough for a search.
  if (record && *record && assembly_->next() % mark_distance == 0) {
    remember({assembly_->next(), message.offset() + 1});
  }
  return record;
}

result<std::optional<log_record>> kafka_reader::await_record(bool owed, time_point deadline) {
  const auto until = owed ? steady_clock::now() + owed_wait_max : deadline;
  for (;;) {
    const auto message = cursor_.next(until);
    if (!message) return std::unexpected(message.error());
    if (!*message && owed) {
      return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT,
                                           "read " + place_of(id_, assembly_->next(), 0)));
    }
    if (!*message) return std::nullopt;
    auto record = take(**message);
    if (!record || *record) return record;
  }
}

result<std::vector<log_record>> kafka_reader::read(record_sequence from, read_limit limit,
                                                   record_sequence known_end, time_point deadline) {
  if (next_ != from) {
    const auto found = seek(from, steady_clock::now() + owed_wait_max);
    if (!found) return std::unexpected(found.error());
  }
  std::vector<log_record> records;
  std::size_t bytes = 0;
  while (records.size() < limit.records && bytes < limit.bytes) {
    if (!ahead_) {
      auto record = await_record(next_ <= known_end,
                                 records.empty() ? deadline : steady_clock::time_point::min());
      if (!record) next_ = 0;
      if (!record) return std::unexpected(record.error());
      if (!*record) break;
      ahead_ = std::move(**record);
    }
    if (!records.empty() && bytes + ahead_->bytes.size() > limit.bytes) break;
    bytes += ahead_->bytes.size();
    next_ = ahead_->sequence + 1;
    records.push_back(std::move(*ahead_));
    ahead_.reset();
  }
  if (!ahead_) place_ = std::max(place_, cursor_.position());
  last_use_ = steady_clock::now();
  return records;
}

}  // namespace carnet::storage
