// The topics that tell what happened: made when they are missing, and checked for what would make
// them lose events. For the .cpp files of this folder only.
//
//   PREFIX.NAME        as many partitions as PREFIX.events   events; the key is the project
//   PREFIX.NAME.told   partition n: of the log's partition n  compacted: project → 8 bytes, its
//                                                             place, most significant first
#pragma once

#include <string>

#include "storage/log/kafka_client.hpp"
#include "storage/log/kafka_layout.hpp"

namespace carnet::storage {

struct event_topic_names {
  std::string events;
  std::string told;
};

// `invalid_argument` names the topic, the setting and what it must be. Afterwards there is a
// partition for the places of `id`.
result<void> prepare_event_topics(rd_kafka_t& client, const event_topic_names& names,
                                  partition_id id, const kafka_options& options);

}  // namespace carnet::storage
