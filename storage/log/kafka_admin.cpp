#include "storage/log/kafka_admin.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <thread>

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds retry_pause{200};
constexpr std::chrono::seconds try_max{5};

struct admin_deleter {
  void operator()(rd_kafka_NewTopic_t* one) const { rd_kafka_NewTopic_destroy(one); }
  void operator()(rd_kafka_NewPartitions_t* one) const { rd_kafka_NewPartitions_destroy(one); }
  void operator()(rd_kafka_ConfigResource_t* one) const { rd_kafka_ConfigResource_destroy(one); }
};
template <class Handle>
using admin_owned = std::unique_ptr<Handle, admin_deleter>;

// The answer to one request, whose `send` is given the queue that it comes to. It is sent to the
// controller as the library knows it, which may be dead; so it is one that may be carried out
// twice: if no answer comes the cluster is described, by which the library hears of another
// controller.
template <class Send>
result<kafka_owned<rd_kafka_event_t>> ask(rd_kafka_t& client, const std::string& doing, Send send) {
  const auto deadline = steady_clock::now() + kafka_admin_wait_max;
  kafka_owned<rd_kafka_event_t> event;
  for (;;) {
    const kafka_owned<rd_kafka_queue_t> answers(rd_kafka_queue_new(&client));
    send(answers.get());
    const auto until = std::min(deadline, steady_clock::now() + try_max);
    event.reset(rd_kafka_queue_poll(answers.get(), kafka_wait(until)));
    if (event || steady_clock::now() > deadline) break;
    static_cast<void>(describe_cluster(client, std::chrono::milliseconds(kafka_wait(deadline))));
  }
  if (!event) return std::unexpected(kafka_failure(RD_KAFKA_RESP_ERR__TIMED_OUT, doing));
  if (const auto error = rd_kafka_event_error(event.get()); error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return std::unexpected(kafka_failure(error, doing, rd_kafka_event_error_string(event.get())));
  }
  return event;
}

result<void> check_topic_result(const rd_kafka_topic_result_t& one, const std::string& doing) {
  const auto error = rd_kafka_topic_result_error(&one);
  switch (error) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
    case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS:  // another node was faster
    case RD_KAFKA_RESP_ERR_INVALID_PARTITIONS:    // it has grown that far already
      return {};
    default:
      break;
  }
  const char* detail = rd_kafka_topic_result_error_string(&one);
  return std::unexpected(kafka_failure(error, doing, detail != nullptr ? detail : ""));
}

kafka_cluster_facts facts_of(const rd_kafka_metadata_t& metadata) {
  kafka_cluster_facts facts{.brokers = metadata.broker_cnt, .topics = {}};
  for (int t = 0; t < metadata.topic_cnt; ++t) {
    const rd_kafka_metadata_topic_t& topic = metadata.topics[t];
    if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR || topic.partition_cnt == 0) continue;
    kafka_topic_facts one{topic.partition_cnt, topic.partitions[0].replica_cnt};
    for (int p = 1; p < topic.partition_cnt; ++p) {
      one.replicas = std::min(one.replicas, topic.partitions[p].replica_cnt);
    }
    facts.topics.emplace(topic.topic, one);
  }
  return facts;
}

}  // namespace

result<kafka_cluster_facts> describe_cluster(rd_kafka_t& client,
                                             std::chrono::milliseconds wait_max) {
  const auto deadline = steady_clock::now() + wait_max;
  for (;;) {
    const rd_kafka_metadata_t* raw = nullptr;
    const auto error =
        rd_kafka_metadata(&client, /*all_topics=*/1, nullptr, &raw, kafka_wait(deadline));
    const kafka_owned<const rd_kafka_metadata_t> metadata(raw);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR) return facts_of(*metadata);
    auto failed = kafka_failure(error, "reach the cluster");
    if (failed.code == failure_code::invalid_argument || steady_clock::now() > deadline) {
      return std::unexpected(std::move(failed));
    }
    std::this_thread::sleep_for(retry_pause);
  }
}

result<void> create_topic(rd_kafka_t& client, const kafka_new_topic& topic) {
  const std::string doing = "create topic " + topic.name;
  std::array<char, 512> text{};
  const admin_owned<rd_kafka_NewTopic_t> wanted(rd_kafka_NewTopic_new(
      topic.name.c_str(), topic.partitions, topic.replication, text.data(), text.size()));
  if (!wanted) return fail(failure_code::invalid_argument, doing + ": " + text.data());
  for (const auto& [name, value] : topic.settings) {
    rd_kafka_NewTopic_set_config(wanted.get(), name.c_str(), value.c_str());
  }
  rd_kafka_NewTopic_t* all = wanted.get();
  const auto event = ask(client, doing, [&](rd_kafka_queue_t* answers) {
    rd_kafka_CreateTopics(&client, &all, 1, nullptr, answers);
  });
  if (!event) return std::unexpected(event.error());
  std::size_t count = 0;
  const auto** results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event->get()), &count);
  return count == 1 ? check_topic_result(*results[0], doing) : result<void>();
}

result<void> grow_topic(rd_kafka_t& client, const std::string& topic, int partitions) {
  const std::string doing = fmt::format("grow topic {} to {} partitions", topic, partitions);
  std::array<char, 512> text{};
  const admin_owned<rd_kafka_NewPartitions_t> wanted(rd_kafka_NewPartitions_new(
      topic.c_str(), static_cast<std::size_t>(partitions), text.data(), text.size()));
  if (!wanted) return fail(failure_code::invalid_argument, doing + ": " + text.data());
  rd_kafka_NewPartitions_t* all = wanted.get();
  const auto event = ask(client, doing, [&](rd_kafka_queue_t* answers) {
    rd_kafka_CreatePartitions(&client, &all, 1, nullptr, answers);
  });
  if (!event) return std::unexpected(event.error());
  std::size_t count = 0;
  const auto** results = rd_kafka_CreatePartitions_result_topics(
      rd_kafka_event_CreatePartitions_result(event->get()), &count);
  return count == 1 ? check_topic_result(*results[0], doing) : result<void>();
}

result<kafka_settings> topic_settings(rd_kafka_t& client, const std::string& topic) {
  const std::string doing = "read the settings of topic " + topic;
  const admin_owned<rd_kafka_ConfigResource_t> resource(
      rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
  rd_kafka_ConfigResource_t* all = resource.get();
  const auto event = ask(client, doing, [&](rd_kafka_queue_t* answers) {
    rd_kafka_DescribeConfigs(&client, &all, 1, nullptr, answers);
  });
  if (!event) return std::unexpected(event.error());
  std::size_t count = 0;
  const auto** found = rd_kafka_DescribeConfigs_result_resources(
      rd_kafka_event_DescribeConfigs_result(event->get()), &count);
  if (count != 1) return fail(failure_code::io, "kafka: " + doing + ": no answer");
  if (const auto error = rd_kafka_ConfigResource_error(found[0]);
      error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return std::unexpected(kafka_failure(error, doing));
  }
  kafka_settings settings;
  const auto** entries = rd_kafka_ConfigResource_configs(found[0], &count);
  for (std::size_t n = 0; n < count; ++n) {
    const char* value = rd_kafka_ConfigEntry_value(entries[n]);
    settings[rd_kafka_ConfigEntry_name(entries[n])] = value != nullptr ? value : "";
  }
  return settings;
}

}  // namespace carnet::storage
