// The topics of a log: made when they are missing, grown when more partitions are wanted, and their
// settings checked, since a wrong one loses records long after the start. For the .cpp files of
// this folder only.
#pragma once

#include "storage/log/kafka_client.hpp"
#include "storage/log/kafka_layout.hpp"

namespace carnet::storage {

// Gives how many partitions the log has, control included. `invalid_argument` names the topic, the
// setting and what it must be; `not_found` when the log is not there and may not be made.
result<partition_id> prepare_topics(rd_kafka_t& client, const kafka_layout& layout,
                                    const kafka_options& options);

}  // namespace carnet::storage
