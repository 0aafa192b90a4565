// The writer of one partition's events: a transaction over the events and the places behind them.
#include <optional>
#include <utility>
#include <vector>

#include "storage/log/big_endian.hpp"
#include "storage/log/event_topic.hpp"
#include "storage/log/kafka_cursor.hpp"
#include "storage/log/kafka_event_topics.hpp"
#include "storage/log/kafka_transaction.hpp"

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;
using places = std::map<std::string, std::uint64_t>;

constexpr std::chrono::seconds acquire_wait_max{15};
constexpr std::chrono::seconds append_wait_max{5};  // and as long again to abort

class kafka_event_topic final : public event_topic {
 public:
  kafka_event_topic(const kafka_options& options, const std::string& name, partition_id id)
      : options_(options),
        id_(id),
        names_{options.topic_prefix + '.' + name, options.topic_prefix + '.' + name + ".told"},
        writer_name_(kafka_layout{options.topic_prefix}.transactional_id(id) + '.' + name),
        events_{names_.events, RD_KAFKA_PARTITION_UA},
        told_{names_.told, static_cast<std::int32_t>(id)} {}

  result<places> acquire() override {
    producer_.reset();
    const auto deadline = steady_clock::now() + acquire_wait_max;
    const auto reading = open_kafka_reader(options_);
    if (!reading) return std::unexpected(reading.error());
    if (auto done = prepare_event_topics(**reading, names_, id_, options_); !done)
      return std::unexpected(done.error());
    auto producer = kafka_transactor::open(options_, writer_name_, deadline);
    if (!producer) return std::unexpected(producer.error());
    auto told = read_places(**reading, deadline);
    if (told) producer_.emplace(std::move(*producer));
    return told;
  }

  append_outcome append(std::span<const topic_message> messages,
                        std::span<const told_place> told) override {
    if (!producer_) return append_outcome::unknown;
    std::vector<std::string> values(told.size());
    std::vector<kafka_message> all;
    all.reserve(messages.size() + told.size());
    for (const auto& message : messages)
      all.push_back({.place = &events_, .key = message.key, .value = message.value, .keyed = true});
    for (std::size_t n = 0; n < told.size(); ++n) {
      append_big_endian(values[n], told[n].sequence);
      all.push_back({.place = &told_, .key = told[n].project, .value = values[n], .keyed = true});
    }
    const auto outcome = producer_->commit(all, steady_clock::now() + append_wait_max);
    if (outcome == transaction_outcome::committed) return append_outcome::committed;
    if (outcome == transaction_outcome::aborted) return append_outcome::not_written;
    producer_.reset();
    return outcome == transaction_outcome::fenced ? append_outcome::fenced
                                                  : append_outcome::unknown;
  }

 private:
  result<places> read_places(rd_kafka_t& client, steady_clock::time_point deadline) const {
    const auto end = ask_end(client, told_, deadline);
    if (!end) return std::unexpected(end.error());
    places found;
    kafka_cursor cursor(client, told_);
    if (auto started = cursor.start(0); !started) return std::unexpected(started.error());
    while (cursor.position() < *end) {
      const auto message = cursor.next(deadline, /*until_end=*/true);
      if (!message) return std::unexpected(message.error());
      if (*message && (*message)->value().size() == sizeof(std::uint64_t)) {
        found.insert_or_assign(std::string((*message)->key()),
                               load_big_endian<std::uint64_t>((*message)->value().data()));
      }
      if (!*message && steady_clock::now() > deadline)
        return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT, "read " + names_.told));
    }
    return found;
  }

  const kafka_options options_;
  const partition_id id_;
  const event_topic_names names_;
  const std::string writer_name_;
  const kafka_place events_;
  const kafka_place told_;
  std::optional<kafka_transactor> producer_;  // none: acquire() comes first
};

}  // namespace

std::unique_ptr<event_topic> open_event_topic(const kafka_options& options, const std::string& name,
                                              partition_id id) {
  return std::make_unique<kafka_event_topic>(options, name, id);
}

}  // namespace carnet::storage
