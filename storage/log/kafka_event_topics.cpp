#include "storage/log/kafka_event_topics.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <thread>

#include "storage/log/kafka_admin.hpp"

namespace carnet::storage {
namespace {

constexpr int replication_default = 3;
constexpr std::chrono::seconds supply_wait_max{10};
constexpr std::chrono::milliseconds made_pause{50};

kafka_settings settings_for(const char* cleanup, int replication) {
  return {{"cleanup.policy", cleanup},
          {"min.insync.replicas", replication > 1 ? "2" : "1"},
          {"unclean.leader.election.enable", "false"}};
}

int partitions_of(const kafka_cluster_facts& facts, const std::string& topic) {
  const auto found = facts.topics.find(topic);
  return found == facts.topics.end() ? 0 : found->second.partitions;
}

// Makes or grows one topic; whether that was needed.
result<bool> supply(rd_kafka_t& client, const kafka_cluster_facts& facts,
                    const kafka_new_topic& wanted, bool grows) {
  const int there = partitions_of(facts, wanted.name);
  if (there >= wanted.partitions || (there > 0 && !grows)) return false;
  const auto done = there == 0 ? create_topic(client, wanted)
                               : grow_topic(client, wanted.name, wanted.partitions);
  if (!done) return std::unexpected(done.error());
  return true;
}

result<void> check_cleanup(rd_kafka_t& client, const std::string& topic, const char* wanted) {
  const auto settings = topic_settings(client, topic);
  if (!settings) return std::unexpected(settings.error());
  const auto found = settings->find("cleanup.policy");
  if (found != settings->end() && found->second == wanted) return {};
  return fail(failure_code::invalid_argument,
              fmt::format("kafka topic {}: cleanup.policy must be {}", topic, wanted));
}

}  // namespace

result<void> prepare_event_topics(rd_kafka_t& client, const event_topic_names& names,
                                  partition_id id, const kafka_options& options) {
  const auto deadline = std::chrono::steady_clock::now() + supply_wait_max;
  for (;; std::this_thread::sleep_for(made_pause)) {
    const auto facts = describe_cluster(client, supply_wait_max);
    if (!facts) return std::unexpected(facts.error());
    const int copies = options.replication != 0 ? options.replication
                                                : std::min(replication_default, facts->brokers);
    const auto log = kafka_layout{options.topic_prefix}.events_topic();
    // The number of partitions is the operator's afterwards: raising it moves keys.
    const auto events = supply(client, *facts,
                               {names.events, std::max(1, partitions_of(*facts, log)), copies,
                                settings_for("delete", copies)},
                               false);
    if (!events) return std::unexpected(events.error());
    const int places = std::max(static_cast<int>(id), partitions_of(*facts, log)) + 1;
    const auto told =
        supply(client, *facts, {names.told, places, copies, settings_for("compact", copies)}, true);
    if (!told) return std::unexpected(told.error());
    if (!*events && !*told) break;
    if (std::chrono::steady_clock::now() > deadline)
      return fail(failure_code::timed_out, "kafka: the new topics did not appear");
  }
  if (auto done = check_cleanup(client, names.events, "delete"); !done) return done;
  return check_cleanup(client, names.told, "compact");
}

}  // namespace carnet::storage
