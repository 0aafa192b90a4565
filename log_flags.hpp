// The flags that say where the log is, the same for every verb that opens one.
#pragma once

#include <memory>
#include <string>

#include "producers/installation/log_source.hpp"

namespace CLI {
class App;
}

namespace carnet {

struct log_flags {
  std::string url;               // empty: the embedded log
  storage::kafka_options kafka;  // apart from the brokers, which the URL names
};

// Adds --log, --topic-prefix and --kafka-*.
std::shared_ptr<log_flags> add_log_flags(CLI::App& verb);

// Adds those of a cluster only, for a verb that names its logs otherwise.
std::shared_ptr<log_flags> add_kafka_flags(CLI::App& verb);

// What the flags name; a CLI::ValidationError says what is wrong with them.
producers::log_source source_of(const log_flags& flags, const std::string& data);

}  // namespace carnet
