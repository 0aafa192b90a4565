// librdkafka's handles with an owner, and its errors as failures. For the .cpp files of this folder
// only.
#pragma once

#include <rdkafka.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "domain/failure.hpp"
#include "storage/log/kafka_options.hpp"

namespace carnet::storage {

struct kafka_deleter {
  void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
  void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
  void operator()(rd_kafka_error_t* error) const { rd_kafka_error_destroy(error); }
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
  void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
  void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
  void operator()(const rd_kafka_metadata_t* metadata) const {
    rd_kafka_metadata_destroy(metadata);
  }
};

template <class Handle>
using kafka_owned = std::unique_ptr<Handle, kafka_deleter>;

using kafka_settings = std::map<std::string, std::string>;

// A producer or consumer with the addresses and credentials of `options` and `settings` on top.
// `invalid_argument` for a setting or file that can not work. Does not wait for a broker.
result<kafka_owned<rd_kafka_t>> open_kafka_client(rd_kafka_type_t type,
                                                  const kafka_options& options,
                                                  const kafka_settings& settings);

// A consumer of a group; `on_rebalance` gets `self`.
result<kafka_owned<rd_kafka_t>> open_group_consumer(
    const kafka_options& options, const kafka_settings& settings,
    void (*on_rebalance)(rd_kafka_t*, rd_kafka_resp_err_t, rd_kafka_topic_partition_list_t*, void*),
    void* self);

// The consumer that the whole log reads through: committed records only.
result<kafka_owned<rd_kafka_t>> open_kafka_reader(const kafka_options& options);

// Reads nothing; to it a partition ends behind what is not committed yet. Its questions wait for no
// fetch.
result<kafka_owned<rd_kafka_t>> open_kafka_asker(const kafka_options& options);

// Classed: what a later try may mend is io or timed_out, what an operator must mend is
// invalid_argument.
failure kafka_failure(rd_kafka_resp_err_t error, const std::string& doing,
                      const std::string& detail = {});

// Milliseconds until a deadline as librdkafka takes them; 0 when it has passed.
int kafka_wait(std::chrono::steady_clock::time_point deadline);

}  // namespace carnet::storage
