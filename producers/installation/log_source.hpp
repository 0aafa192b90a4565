// Which log: the embedded one of a data directory, or one on Kafka. Everything else is the same on
// both.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/failure.hpp"
#include "storage/log/embedded_log.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/kafka_options.hpp"
#include "storage/log/key_table.hpp"
#include "storage/log/log_import.hpp"
#include "storage/log/shared_log.hpp"

namespace carnet::producers {

struct log_source {
  std::filesystem::path data;                   // holds the embedded log
  std::optional<storage::kafka_options> kafka;  // the log is there instead
};

struct opened_log {
  std::unique_ptr<storage::log_set> log;
  storage::key_table* keys = nullptr;             // the same object
  storage::log_import* imports = nullptr;         // the same object
  storage::shared_log* shared = nullptr;          // the same object, or null when it is embedded
  storage::embedded_log_set* embedded = nullptr;  // the same object, or null on Kafka
};

// Opens or founds a log of at least `partitions`, control included; what recovery found is logged.
result<opened_log> open_log(const log_source& source, partition_id partitions);

// A log that must be there already, to be read only: for replay, dump, verify, copy and restore,
// which must neither found one nor settle what recovery found before a server has said it.
// not_found when there is none, `locked` while a server runs on an embedded one.
result<opened_log> open_existing_log(const log_source& source);

// Acknowledged records that opening found missing, as text; on Kafka none.
std::vector<std::string> losses(const opened_log& opened);

}  // namespace carnet::producers
