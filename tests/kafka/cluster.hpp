// The Kafka that tests run against: started by `./dev kafka` in the folder that CARNET_KAFKA_FOLDER
// names. Without it (no Java on the machine) every test is skipped, by name.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>

#include "storage/log/kafka_options.hpp"

namespace carnet::test {

inline std::filesystem::path kafka_folder() {
  const char* folder = std::getenv("CARNET_KAFKA_FOLDER");
  return folder != nullptr ? folder : "";
}

inline std::string first_line(const std::filesystem::path& file) {
  std::string line;
  std::ifstream in(file);
  std::getline(in, line);
  return line;
}

// Options of a log of its own, on topics that no other test has, nor one of an earlier run with the
// same process id on the same broker.
inline storage::kafka_options kafka_test_options() {
  static const std::string run =
      std::to_string(getpid()) + "-" + std::to_string(std::random_device{}());
  static int made = 0;
  storage::kafka_options options;
  options.brokers = first_line(kafka_folder() / "bootstrap");
  options.topic_prefix = "test-" + run + "-" + std::to_string(++made);
  options.key_compaction = std::chrono::milliseconds(200);
  return options;
}

class kafka_or_skip : public testing::Environment {
 public:
  void SetUp() override {
    if (!first_line(kafka_folder() / "bootstrap").empty()) return;
    std::cout << "[  SKIPPED ] there is no Kafka\n";  // what ctest looks for
    GTEST_SKIP();
  }
};

}  // namespace carnet::test
