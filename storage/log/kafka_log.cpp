// The set of partitions of a log on Kafka.
#include "storage/log/kafka_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "storage/append_only_list.hpp"
#include "storage/log/kafka_partition.hpp"
#include "storage/log/kafka_topics.hpp"

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds keys_wait_max{300};
constexpr std::chrono::seconds purge_wait_max{30};
constexpr std::chrono::milliseconds compaction_poll{500};
constexpr std::chrono::seconds late_keys_wait_max{2};

class kafka_partitions final : public kafka_log_set {
 public:
  kafka_partitions(const kafka_options& options, kafka_owned<rd_kafka_t> reading,
                   kafka_owned<rd_kafka_t> asking)
      : options_(options), reading_(std::move(reading)), asking_(std::move(asking)) {}

  result<void> open() { return grow(options_.partitions); }

  // The topics may be larger already: another node was faster, or an operator.
  result<void> grow(partition_id wanted) override {
    auto options = options_;
    options.partitions = std::max(wanted, partitions());
    const auto count = prepare_topics(*reading_, {options.topic_prefix}, options);
    if (!count) return std::unexpected(count.error());
    for (partition_id id = partitions(); id < *count; ++id) {
      auto made = std::make_unique<kafka_partition>(id, *reading_, options_);
      auto done = made->keys().refresh(steady_clock::now() + keys_wait_max);
      if (!done) return done;
      partitions_.append(std::move(made));
    }
    return {};
  }

  event_log& partition(partition_id id) override { return partitions_[id]; }
  partition_id partitions() const override { return static_cast<partition_id>(partitions_.size()); }

  result<std::string> wrapped_key(partition_id id, std::string_view subject) override {
    auto found = partitions_[id].keys().find(subject);
    if (found || partitions_[id].owned()) return found;
    // A record may be here before the key that was committed with it.
    const auto deadline = steady_clock::now() + late_keys_wait_max;
    const auto end = ask_end(*asking_, kafka_layout{options_.topic_prefix}.keys(id), deadline);
    if (!end) return std::unexpected(end.error());
    const auto refreshed = partitions_[id].keys().refresh_to(*end, deadline);
    if (!refreshed) return std::unexpected(refreshed.error());
    return partitions_[id].keys().find(subject);
  }

  // Of the partitions that this process owns, and no longer than it owns all of them: who gives one
  // up may be waiting for the caller.
  result<void> purge_removed_keys() override {
    const auto deadline = steady_clock::now() + purge_wait_max;
    std::vector<kafka_partition*> own;
    for (kafka_partition& one : partitions_) {
      if (one.owned()) own.push_back(&one);
    }
    for (;; std::this_thread::sleep_for(compaction_poll)) {
      std::size_t left = 0;
      for (kafka_partition* one : own) {
        const auto there = one->count_removed_keys();
        if (!there) return std::unexpected(there.error());
        left += *there;
      }
      if (left == 0) return {};
      if (steady_clock::now() < deadline) continue;
      return fail(failure_code::timed_out,
                  fmt::format("kafka: compaction has not yet erased {} removed keys", left));
    }
  }

  result<log_place> committed_place(partition_id id, steady_clock::time_point deadline) override {
    return partitions_[id].committed_place(deadline);
  }
  result<log_place> acknowledged_place(partition_id id,
                                       steady_clock::time_point deadline) override {
    return ask_end(*asking_, kafka_layout{options_.topic_prefix}.records(id), deadline);
  }
  log_place read_place(partition_id id) const override { return partitions_[id].read_place(); }
  result<void> follow_keys(partition_id id) override { return partitions_[id].keys().follow(); }
  result<void> refresh_keys(partition_id id, steady_clock::time_point deadline) override {
    return partitions_[id].keys().refresh(deadline);
  }
  append_outcome renew(partition_id id, std::chrono::milliseconds lease) override {
    return partitions_[id].renew(lease);
  }
  void resign(partition_id id, bool handed_over) override { partitions_[id].resign(handed_over); }
  std::optional<owner_sign> predecessor(partition_id id) override {
    return partitions_[id].predecessor();
  }

  result<void> import_records(partition_id partition, std::span<const log_record> records,
                              std::span<const key_change> keys) override {
    return partitions_[partition].import_records(records, keys);
  }

  result<std::vector<key_change>> keys_after(partition_id partition, std::string_view after,
                                             std::size_t limit) override {
    return partitions_[partition].keys().after(after, limit);
  }

  result<std::size_t> replace_keys(partition_id partition,
                                   std::span<const key_replacement> replacements) override {
    return partitions_[partition].replace_keys(replacements);
  }

 private:
  const kafka_options options_;
  const kafka_owned<rd_kafka_t> reading_;
  const kafka_owned<rd_kafka_t> asking_;
  append_only_list<kafka_partition> partitions_{partitions_max};  // readers of reading_, so ended
                                                                  // before it
};

}  // namespace

result<std::unique_ptr<kafka_log_set>> open_kafka_log(const kafka_options& options) {
  if (auto checked = check_options(options); !checked) return std::unexpected(checked.error());
  auto reading = open_kafka_reader(options);
  if (!reading) return std::unexpected(reading.error());
  auto asking = open_kafka_asker(options);
  if (!asking) return std::unexpected(asking.error());
  auto set = std::make_unique<kafka_partitions>(options, std::move(*reading), std::move(*asking));
  if (auto opened = set->open(); !opened) return std::unexpected(opened.error());
  return set;
}

}  // namespace carnet::storage
