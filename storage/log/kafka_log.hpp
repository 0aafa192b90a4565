// The log on a Kafka cluster: records and data keys on topics of one prefix, any number of nodes
// reading, one fenced writer per partition. What lies where is in kafka_layout.hpp; the promises
// are those of event_log.hpp, with the durability that the cluster's replication gives
// (docs/kafka.md).
#pragma once

#include <memory>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/kafka_options.hpp"
#include "storage/log/key_table.hpp"
#include "storage/log/log_import.hpp"
#include "storage/log/shared_log.hpp"

namespace carnet::storage {

class kafka_log_set : public log_set, public key_table, public log_import, public shared_log {};

// Reaches the cluster, makes what is missing of the topics, checks their settings and reads the
// data keys. `invalid_argument` for options or settings that can not work, naming them; `timed_out`
// when no broker answers within connect_wait_max.
result<std::unique_ptr<kafka_log_set>> open_kafka_log(const kafka_options& options);

}  // namespace carnet::storage
