// What the topics must look like. Each rule names the setting, so that an operator can mend it.
#include "storage/log/kafka_topics.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <thread>
#include <vector>

#include "storage/log/kafka_admin.hpp"

namespace carnet::storage {
namespace {

constexpr int replication_default = 3;
constexpr int partitions_min = 2;  // control and one of events: a topic can not be empty
// A frame and what Kafka puts around it.
constexpr std::int64_t message_bytes_min = 768 * 1024;
constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::chrono::milliseconds made_pause{50};

std::int64_t number_of(const kafka_settings& settings, const std::string& name) {
  const auto found = settings.find(name);
  std::int64_t number = 0;
  if (found == settings.end()) return number;
  const std::string& text = found->second;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string text_of(const kafka_settings& settings, const std::string& name) {
  const auto found = settings.find(name);
  return found == settings.end() ? "" : found->second;
}

result<void> wrong(const std::string& topic, const std::string& what) {
  return fail(failure_code::invalid_argument, fmt::format("kafka topic {}: {}", topic, what));
}

kafka_settings settings_of_every_topic(int replication) {
  return {{"min.insync.replicas", replication > 1 ? "2" : "1"},
          {"unclean.leader.election.enable", "false"}};
}

kafka_settings record_settings(int replication) {
  auto settings = settings_of_every_topic(replication);
  settings["cleanup.policy"] = "delete";
  settings["retention.ms"] = "-1";
  settings["retention.bytes"] = "-1";
  return settings;
}

// Compaction is what erases a removed key, so it must not wait for much to do.
kafka_settings key_settings(int replication, std::chrono::milliseconds compaction) {
  auto settings = settings_of_every_topic(replication);
  settings["cleanup.policy"] = "compact";
  settings["segment.ms"] = std::to_string(compaction.count());
  settings["max.compaction.lag.ms"] = std::to_string(compaction.count());
  settings["min.cleanable.dirty.ratio"] = "0.01";
  settings["file.delete.delay.ms"] = "1000";
  return settings;
}

result<void> check_copies(const std::string& topic, const kafka_topic_facts& facts,
                          const kafka_settings& settings, int replication) {
  if (facts.replicas < replication) {
    return wrong(topic, fmt::format("has {} copies, {} are wanted: reassign its partitions, or say "
                                    "--kafka-replication {}",
                                    facts.replicas, replication, facts.replicas));
  }
  if (facts.replicas > 1 && number_of(settings, "min.insync.replicas") < 2) {
    return wrong(topic,
                 "min.insync.replicas must be at least 2, or the loss of one broker can "
                 "lose acknowledged records");
  }
  if (text_of(settings, "unclean.leader.election.enable") == "true") {
    return wrong(topic, "unclean.leader.election.enable must be false");
  }
  if (number_of(settings, "max.message.bytes") < message_bytes_min) {
    return wrong(topic, fmt::format("max.message.bytes must be at least {}", message_bytes_min));
  }
  return {};
}

result<void> check_records(const std::string& topic, const kafka_settings& settings) {
  if (text_of(settings, "cleanup.policy") != "delete") {
    return wrong(topic, "cleanup.policy must be delete: compaction would drop records");
  }
  for (const char* limit : {"retention.ms", "retention.bytes"}) {
    if (number_of(settings, limit) != -1) {
      return wrong(topic, fmt::format("{} must be -1: the log is kept for ever", limit));
    }
  }
  return {};
}

result<void> check_keys(const std::string& topic, const kafka_settings& settings) {
  if (text_of(settings, "cleanup.policy") != "compact") {
    return wrong(topic, "cleanup.policy must be compact");
  }
  for (const char* limit : {"segment.ms", "max.compaction.lag.ms"}) {
    const auto value = number_of(settings, limit);
    if (value <= 0 || value > hour_ms) {
      return wrong(topic, fmt::format("{} must be at most {}: until then a removed data key can "
                                      "be read",
                                      limit, hour_ms));
    }
  }
  return {};
}

// The three topics with the number of partitions each should have.
struct wanted_topic {
  std::string name;
  int partitions;
  bool keys;
};

std::vector<wanted_topic> wanted_topics(const kafka_layout& layout, int partitions) {
  // The keys first: a partition of records never lacks its place for keys.
  return {{layout.keys_topic(), partitions, true},
          {layout.control_topic(), 1, false},
          {layout.events_topic(), partitions - 1, false}};
}

result<void> make_topic(rd_kafka_t& client, const wanted_topic& wanted, int replication,
                        const kafka_options& options) {
  if (!options.may_create) {
    return fail(failure_code::not_found, "there is no kafka topic " + wanted.name);
  }
  return create_topic(client, {wanted.name, wanted.partitions, replication,
                               wanted.keys ? key_settings(replication, options.key_compaction)
                                           : record_settings(replication)});
}

// Makes and grows; true when something was changed and the cluster has to be asked again.
result<bool> supply(rd_kafka_t& client, const std::vector<wanted_topic>& topics,
                    const kafka_cluster_facts& facts, int replication,
                    const kafka_options& options) {
  bool changed = false;
  for (const wanted_topic& wanted : topics) {
    const auto found = facts.topics.find(wanted.name);
    if (found != facts.topics.end() && found->second.partitions >= wanted.partitions) continue;
    changed = true;
    auto done = found == facts.topics.end() ? make_topic(client, wanted, replication, options)
                                            : grow_topic(client, wanted.name, wanted.partitions);
    if (!done) return std::unexpected(done.error());
  }
  return changed;
}

result<void> check_topic(rd_kafka_t& client, const wanted_topic& wanted,
                         const kafka_topic_facts& facts, int replication) {
  const auto settings = topic_settings(client, wanted.name);
  if (!settings) return std::unexpected(settings.error());
  if (auto done = check_copies(wanted.name, facts, *settings, replication); !done) return done;
  return wanted.keys ? check_keys(wanted.name, *settings) : check_records(wanted.name, *settings);
}

result<void> check_topics(rd_kafka_t& client, const std::vector<wanted_topic>& topics,
                          const kafka_cluster_facts& facts, int replication) {
  for (const wanted_topic& wanted : topics) {
    auto done = check_topic(client, wanted, facts.topics.at(wanted.name), replication);
    if (!done) return done;
  }
  return {};
}

}  // namespace

result<partition_id> prepare_topics(rd_kafka_t& client, const kafka_layout& layout,
                                    const kafka_options& options) {
  const auto deadline = std::chrono::steady_clock::now() + kafka_admin_wait_max;
  for (;; std::this_thread::sleep_for(made_pause)) {
    const auto facts = describe_cluster(client, options.connect_wait_max);
    if (!facts) return std::unexpected(facts.error());
    const int replication = options.replication != 0
                                ? options.replication
                                : std::min(replication_default, facts->brokers);
    const auto events = facts->topics.find(layout.events_topic());
    int partitions = std::max(partitions_min, static_cast<int>(options.partitions));
    if (events != facts->topics.end()) {
      partitions = std::max(partitions, events->second.partitions + 1);
    }
    if (partitions > static_cast<int>(partitions_max)) {
      return fail(failure_code::invalid_argument,
                  fmt::format("kafka topic {}: has more than {} partitions", layout.events_topic(),
                              partitions_max - 1));
    }
    const auto topics = wanted_topics(layout, partitions);
    const auto changed = supply(client, topics, *facts, replication, options);
    if (!changed) return std::unexpected(changed.error());
    if (*changed && std::chrono::steady_clock::now() < deadline) continue;
    if (*changed) return fail(failure_code::timed_out, "kafka: the new topics did not appear");
    const auto checked = check_topics(client, topics, *facts, replication);
    if (checked) return static_cast<partition_id>(partitions);
    // A broker may be asked for its settings before it has heard of a topic that was just made.
    if (checked.error().code == failure_code::invalid_argument ||
        std::chrono::steady_clock::now() > deadline) {
      return std::unexpected(checked.error());
    }
  }
}

}  // namespace carnet::storage
