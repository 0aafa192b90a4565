// All processors of all local partitions, each on a thread of its own, woken by what the writers
// publish.
#pragma once

#include <memory>
#include <shared_mutex>
#include <vector>

#include "processors/loop/processor_thread.hpp"
#include "producers/installation/installation.hpp"

namespace carnet::processors {

class partition_processors {
 public:
  // Listens to the installation; made before its start(). `retention_days` 0 keeps content for
  // ever.
  partition_processors(producers::installation& core, unsigned retention_days);
  ~partition_processors();  // stop()

  // After the installation's start().
  void start();
  void stop();

 private:
  struct partition_set;

  void wake(partition_id partition, std::span<const projections::notice> changes);
  std::unique_ptr<partition_set> make_set(partition_id id);

  producers::installation& core_;
  const unsigned retention_days_;
  std::shared_mutex mutex_;  // guards sets_; shared by the writers' threads
  std::vector<std::unique_ptr<partition_set>> sets_;  // by partition
};

}  // namespace carnet::processors
