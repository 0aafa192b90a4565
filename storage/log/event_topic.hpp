// A topic on the log's cluster that tells what happened, for whoever consumes Kafka. Beside each
// message lies, in the same transaction, how far its project has been told, so that whoever goes on
// begins exactly there. Each partition of the log has a writer of its own, fenced like the log's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/kafka_options.hpp"

namespace carnet::storage {

// Messages of one key keep their order. The bytes are the caller's until append() returns.
struct topic_message {
  std::string_view key;
  std::string_view value;
};

// Up to which place of its stream a project is told once the messages beside it are committed.
struct told_place {
  std::string project;
  std::uint64_t sequence = 0;
};

class event_topic {
 public:
  virtual ~event_topic() = default;

  // Takes the fence from whoever had it, and gives the place of every project that was told of.
  // Makes the topics when they are missing. Waits for brokers 15 s at most.
  virtual result<std::map<std::string, std::uint64_t>> acquire() = 0;

  // All or nothing; waits 10 s at most. After anything but `committed` and `not_written` it has to
  // acquire again.
  virtual append_outcome append(std::span<const topic_message> messages,
                                std::span<const told_place> told) = 0;
};

// The writer of what lies on one partition of the log. `name` is behind the prefix in the topic's
// name. Reaches nobody before acquire().
std::unique_ptr<event_topic> open_event_topic(const kafka_options& options, const std::string& name,
                                              partition_id id);

}  // namespace carnet::storage
