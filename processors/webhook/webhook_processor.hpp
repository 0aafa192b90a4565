// The webhook processor of one partition: reads its endpoints' cursors, makes the attempts that are
// due, and records what became of them.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "processors/loop/processor.hpp"
#include "producers/content/sealed_content.hpp"
#include "producers/outbound/delivery_counters.hpp"
#include "producers/outbound/http_sender.hpp"
#include "projections/notices.hpp"

namespace carnet::processors {

// What the partition's writer tells the processor. Thread safe.
class webhook_signals {
 public:
  // Whether the processor has to be woken for these.
  bool note(std::span<const projections::notice> changes);

  struct news {
    bool endpoints = true;  // have changed; so at the start
    std::vector<project_id> grown;
  };
  news take();

  // Projects without endpoints are nobody's concern.
  void listen_to(std::vector<project_id> projects);

 private:
  std::mutex mutex_;  // guards what follows
  news news_;
  std::vector<project_id> projects_;  // sorted
};

// How a request leaves: the sender, or in a simulation something that answers by itself.
using deliver = std::function<void(outbound::outbound_request, outbound::answer_taker)>;

struct webhook_processor_options {
  const producers::sealed_content& content;
  partition_id partition;
  deliver send;
  bool allow_private = false;
  std::shared_ptr<webhook_signals> signals;
  outbound::delivery_counters& counters;  // of all partitions
};

// `wake` is called when answers have come in or reports have ended.
std::unique_ptr<processor> make_webhook_processor(webhook_processor_options options,
                                                  std::function<void()> wake);

}  // namespace carnet::processors
