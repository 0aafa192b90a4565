#include "producers/installation/log_source.hpp"

#include <fmt/format.h>
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

opened_log reported(std::unique_ptr<storage::embedded_log_set> set) {
  for (const auto& torn : set->recovery().torn_tails) spdlog::info("log: torn write at {}", torn);
  auto opened = handed_out(std::move(set));
  for (const auto& loss : losses(opened)) spdlog::error("log: {}", loss);
  return opened;
}

}  // namespace

std::vector<std::string> losses(const opened_log& opened) {
  std::vector<std::string> texts;
  if (opened.embedded == nullptr) return texts;
  for (const auto& lost : opened.embedded->recovery().lost) {
    texts.push_back(fmt::format("partition {} lost acknowledged records {} to {}", lost.partition,
                                lost.first, lost.last));
  }
  return texts;
}

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
  return reported(std::move(*opened));
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
  auto opened = storage::open_embedded_log(source.data / "log", {.read_only = true});
  if (!opened) return std::unexpected(opened.error());
  return handed_out(std::move(*opened));
}

}  // namespace carnet::producers
