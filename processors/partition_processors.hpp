// All processors of all partitions that are owned here, each on a thread of its own, woken by what
// the writers publish. They come and go with the partition.
#pragma once

#include <memory>
#include <shared_mutex>
#include <vector>

#include "processors/loop/processor_thread.hpp"
#include "processors/sink/sink_processor.hpp"
#include "processors/webhook/webhook_processor.hpp"
#include "producers/installation/installation.hpp"
#include "producers/publication/bulk_renderer.hpp"

namespace carnet::processors {

struct processor_settings {
  unsigned retention_days = 90;  // 0 keeps content for ever
  deliver send_webhook;
  bool allow_private_targets = false;
  producers::open_bulk_renderer open_bulk_renderer;
};

class partition_processors {
 public:
  // Listens to the installation; made before its start().
  partition_processors(producers::installation& core, processor_settings settings);
  ~partition_processors();  // stop()

  // After the installation's stop().
  void stop();

  const outbound::delivery_counters& deliveries() const { return deliveries_; }
  const outbound::sink_counters& sinks() const { return sinks_; }

 private:
  struct partition_set;

  void change(partition_id partition, bool owned);
  void wake(partition_id partition, std::span<const projections::notice> changes);
  std::unique_ptr<partition_set> make_set(partition_id id);

  producers::installation& core_;
  const processor_settings settings_;
  outbound::delivery_counters deliveries_;
  outbound::sink_counters sinks_;
  std::shared_mutex mutex_;  // guards sets_; shared by the writers' threads
  std::vector<std::unique_ptr<partition_set>> sets_;  // by partition
};

}  // namespace carnet::processors
