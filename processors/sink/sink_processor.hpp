// The sink processor of one partition: pushes what happened to the sinks of its projects, batch by
// batch, and records how far each has come.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "processors/loop/processor.hpp"
#include "processors/webhook/webhook_processor.hpp"
#include "producers/content/sealed_content.hpp"

namespace carnet::processors {

// What the partition's writer tells the processor. Thread safe.
struct sink_signals {
  std::atomic<bool> any{false};     // there are sinks: growing streams are of interest
  std::atomic<bool> changed{true};  // sinks have changed; so at the start
};

struct sink_processor_options {
  const producers::sealed_content& content;
  partition_id partition;
  const storage::row_reader& control;  // rows of the control partition
  deliver send;
  bool allow_private = false;
  // Organization of a project; empty: it is not known.
  std::function<organization_id(const project_id&)> organization_of;
  std::shared_ptr<sink_signals> signals;
  outbound::sink_counters& counters;  // of all partitions
};

// `wake` is called when answers have come in or reports have ended.
std::unique_ptr<processor> make_sink_processor(sink_processor_options options,
                                               std::function<void()> wake);

}  // namespace carnet::processors
