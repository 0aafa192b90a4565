// The heart of the write path, without threads: takes a batch of commands through decide, apply,
// append and state write, and answers each. Deterministic given log, state, clock and commands, so
// that the simulation can drive it from a seed.
//
// Invariant: an answer `committed` is given only after the log has the record and the state shows
// it; the state never shows what the log does not have.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "producers/writer/reply_sealer.hpp"
#include "producers/writer/submission.hpp"
#include "producers/writer/time_histogram.hpp"
#include "projections/notices.hpp"
#include "storage/kv/overlay.hpp"
#include "storage/kv/state_store.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::producers {

struct core_options {
  partition_id partition = 0;
  std::string node;                  // who claims the partition
  std::function<std::string()> url;  // where other nodes reach it; empty: they do not
  // Founds the deployment on an empty control partition, together with its first data keys.
  std::optional<deployment_created> deployment;
  std::vector<storage::key_change> deployment_keys;
  // The newest behaviour that every live node knows, given the one in force; empty: this program's.
  std::function<std::uint32_t(std::uint32_t in_force)> behaviour;
  // Looks at the caught-up rows before the partition is claimed; a failure leaves the log
  // untouched.
  std::function<result<void>(const storage::row_reader&)> may_claim;
  std::function<unix_us()> clock;  // wall clock; the stamp never runs backwards all the same
  // Whether an answer that leaves nothing on the log, and so was not checked by it, is still true:
  // nobody else can have written meanwhile. Empty: always.
  std::function<bool()> still_owner;
  // Told what each batch on the log changed, once it can be read; perhaps nothing that anybody
  // waits for by name.
  std::function<void(partition_id, std::span<const projections::notice>)> publish;
};

class partition_core {
 public:
  partition_core(storage::event_log& log, storage::state_store& state, reply_sealer& replies,
                 core_options options);

  // Takes the fence, brings the state to the end of the log and claims the partition. Also the way
  // back after an unknown outcome. `fenced`, `corrupt` and `unsupported` mean that this process
  // must not own the partition.
  result<void> recover();

  // Decides and commits the batch; every submission is answered. Returns a failure when the
  // partition must be recovered before the next batch.
  result<void> run(std::vector<submission>& batch);

  // Takes up what others have written, waiting until `deadline` for the first of it; gives how many
  // records. Not between recover() and resign().
  result<std::size_t> follow(std::chrono::steady_clock::time_point deadline);

  // Says anew who owns the partition, and where it is reached. After recover().
  result<void> claim();

  // Forgets what only an owner knows.
  void resign();

  record_sequence last() const { return at_.sequence; }

  // How many batches have been committed.
  std::uint64_t commits() const { return commits_; }

  // How far the wall clock lies behind the last recorded time, in microseconds; 0 when it does not.
  // Any thread.
  unix_us clock_lag() const;

  // How long each command held the writer: deciding, applying, rendering. Any thread.
  const time_histogram& command_times() const { return command_times_; }

 private:
  struct pending;

  unix_us stamp();
  void answer_one(submission& wanted, std::vector<pending>& waiting);
  void decide_one(submission& wanted, std::vector<pending>& waiting);
  result<void> commit(std::vector<pending>& waiting);
  storage::append_outcome append(record_sequence first, const storage::record_batch& batch);
  result<void> write_state(const std::vector<pending>& waiting);
  void refuse(std::vector<pending>& waiting, refusal why);
  result<void> catch_up();
  void tell(const projections::notices& changes) const;

  storage::event_log& log_;
  storage::state_store& state_;
  reply_sealer& replies_;
  core_options options_;
  storage::overlay rows_;
  projections::notices notices_;
  storage::state_position at_;
  writer_epoch epoch_ = 0;
  std::atomic<unix_us> last_recorded_ = 0;  // read by clock_lag() from any thread
  unix_us now_ = 0;                         // of the batch under way
  std::size_t batch_bytes_ = 0;
  std::uint64_t commits_ = 0;
  time_histogram command_times_;
};

}  // namespace carnet::producers
