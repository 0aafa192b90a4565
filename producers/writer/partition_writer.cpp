#include "producers/writer/partition_writer.hpp"

namespace carnet::producers {

partition_writer::partition_writer(std::unique_ptr<partition_core> core, writer_options options)
    : core_(std::move(core)),
      options_(std::move(options)),
      queue_(options_.limits),
      last_(core_->last()),
      thread_([this] { run(); }) {}

partition_writer::~partition_writer() { stop(); }

void partition_writer::submit(submission wanted) {
  if (queue_.push(std::move(wanted))) return;
  counters_.refused.fetch_add(1, std::memory_order_relaxed);
  wanted.done(refusal::busy);
}

void partition_writer::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void partition_writer::run() {
  for (;;) {
    std::vector<submission> batch = queue_.pop_batch();
    if (batch.empty()) return;
    counters_.batches.fetch_add(1, std::memory_order_relaxed);
    counters_.commands.fetch_add(batch.size(), std::memory_order_relaxed);
    result<void> done;
    const std::function<void()> work = [&] {
      const stopwatch time(counters_.batch_times);
      done = core_->run(batch);
    };
    options_.bracket ? options_.bracket(work) : work();
    // A batch that is surely on the log but not in the state, or perhaps on the log: read the log
    // again.
    if (!done && done.error().code != failure_code::fenced) done = core_->recover();
    last_.store(core_->last(), std::memory_order_release);
    if (done) continue;
    options_.on_fatal(done.error());
    queue_.close();
    for (batch = queue_.pop_batch(); !batch.empty(); batch = queue_.pop_batch()) {
      for (submission& left : batch) left.done(refusal::stopped);
    }
    return;
  }
}

}  // namespace carnet::producers
