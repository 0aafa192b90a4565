#include "producers/writer/partition_writer.hpp"

namespace carnet::producers {

partition_writer::partition_writer(std::unique_ptr<partition_core> core, writer_options options)
    : core_(std::move(core)),
      options_(std::move(options)),
      queue_(options_.limits, /*closed=*/options_.turn != nullptr),
      last_(core_->last()),
      thread_([this] { run(); }) {}

partition_writer::~partition_writer() { stop(); }

void partition_writer::submit(submission wanted) {
  switch (queue_.push(std::move(wanted))) {
    case command_queue::entry::taken:
      return;
    case command_queue::entry::closed:
      return wanted.done(options_.turn != nullptr ? refusal::not_owner : refusal::stopped);
    case command_queue::entry::full:
      counters_.refused.fetch_add(1, std::memory_order_relaxed);
      return wanted.done(refusal::busy);
  }
}

void partition_writer::stop() {
  options_.turn != nullptr ? options_.turn->stop() : queue_.close();
  queue_.wake();
  if (thread_.joinable()) thread_.join();
}

result<void> partition_writer::run_batch(std::vector<submission>& batch) {
  counters_.batches.fetch_add(1, std::memory_order_relaxed);
  counters_.commands.fetch_add(batch.size(), std::memory_order_relaxed);
  result<void> done;
  const std::function<void()> work = [&] {
    const stopwatch time(counters_.batch_times);
    done = core_->run(batch);
  };
  options_.bracket ? options_.bracket(work) : work();
  show_last();
  return done;
}

void partition_writer::run() {
  if (options_.turn == nullptr) return run_alone();
  options_.turn->run(
      {*core_, queue_, [this](auto& batch) { return run_batch(batch); }, [this] { show_last(); }});
}

void partition_writer::run_alone() {
  for (;;) {
    std::vector<submission> batch = queue_.pop_batch();
    if (batch.empty()) return;
    auto done = run_batch(batch);
    if (done) continue;
    // A batch that is surely on the log but not in the state, or perhaps on the log: read the log
    // again.
    if (done.error().code != failure_code::fenced) done = core_->recover();
    show_last();
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
