// Where a log on Kafka lies and how to reach it. Secrets come in files only, so that no command
// line and no message holds one.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/position.hpp"

namespace carnet::storage {

struct kafka_security {
  bool tls = false;
  std::filesystem::path tls_ca;           // PEM; empty: what the system trusts
  std::filesystem::path tls_certificate;  // PEM; with tls_key, when brokers ask for one
  std::filesystem::path tls_key;
  std::string sasl_mechanism;  // PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; empty: no SASL
  std::string sasl_username;
  std::filesystem::path sasl_password_file;
};

struct kafka_options {
  std::string brokers;                  // host:port, separated by commas
  std::string topic_prefix = "carnet";  // of topics and transactional ids; one per installation
  kafka_security security;
  partition_id partitions =
      1;                   // control included; an existing log keeps its number if it is higher
  int replication = 0;     // of new topics; 0: three, or as many as there are brokers
  bool may_create = true;  // false: missing topics are `not_found`
  // After this time removed data keys fall to compaction; an hour at most.
  std::chrono::milliseconds key_compaction = std::chrono::minutes(10);
  std::chrono::milliseconds connect_wait_max = std::chrono::seconds(30);
  std::chrono::milliseconds append_wait_max = std::chrono::seconds(20);
  std::chrono::milliseconds acquire_wait_max = std::chrono::seconds(60);
};

// Whether `--log` names a Kafka cluster.
bool names_kafka(std::string_view url);

// The brokers of kafka://host:port,host:port; `invalid_argument` says what is wrong with it.
result<std::string> kafka_brokers(std::string_view url);

// `invalid_argument` naming the flag that does not fit: prefix, security.
result<void> check_options(const kafka_options& options);

}  // namespace carnet::storage
