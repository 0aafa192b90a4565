#include "producers/installation/log_source.hpp"

#include <spdlog/spdlog.h>

#include "storage/log/kafka_log.hpp"

namespace carnet::producers {
namespace {

template <class Set>
opened_log handed_out(std::unique_ptr<Set> set) {
  opened_log out;
  out.keys = set.get();
  out.imports = set.get();
  if constexpr (std::is_same_v<Set, storage::embedded_log_set>) out.embedded = set.get();
  if constexpr (std::is_base_of_v<storage::shared_log, Set>) out.shared = set.get();
  out.log = std::move(set);
  return out;
}

result<opened_log> open_kafka(const storage::kafka_options& options) {
  auto opened = storage::open_kafka_log(options);
  if (!opened) return std::unexpected(opened.error());
  return handed_out(std::move(*opened));
}

void report(const storage::log_recovery& found) {
  for (const auto& torn : found.torn_tails) spdlog::info("log: {}", torn);
  for (const auto& lost : found.lost) {
    spdlog::error("log: partition {} lost acknowledged records {} to {}", lost.partition,
                  lost.first, lost.last);
  }
}

}  // namespace

result<opened_log> open_log(const log_source& source, partition_id partitions) {
  if (source.kafka) {
    auto options = *source.kafka;
    options.partitions = partitions;
    auto opened = open_kafka(options);
    if (opened) {
      spdlog::info("log: on Kafka at {}, topics {}.*, {} partitions", options.brokers,
                   options.topic_prefix, opened->log->partitions());
    }
    return opened;
  }
  auto opened = storage::open_embedded_log(source.data / "log", {.partitions = partitions});
  if (!opened) return std::unexpected(opened.error());
  report((*opened)->recovery());
  return handed_out(std::move(*opened));
}

result<opened_log> open_existing_log(const log_source& source) {
  if (source.kafka) {
    auto options = *source.kafka;
    options.may_create = false;
    options.partitions = 1;
    return open_kafka(options);
  }
  if (!std::filesystem::exists(source.data / "log")) {
    return fail(failure_code::not_found, "there is no log in " + source.data.string());
  }
  auto opened = storage::open_embedded_log(source.data / "log", {});
  if (!opened) return std::unexpected(opened.error());
  return handed_out(std::move(*opened));
}

}  // namespace carnet::producers
