// What a log that several nodes share offers beyond event_log.hpp: following a partition that
// another node owns, showing that the owner lives, and giving a partition up.
//
// A place is where the log's own order stands, comparable within one partition only.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "storage/boot_clock.hpp"
#include "storage/log/event_log.hpp"

namespace carnet::storage {

using log_place = std::int64_t;

// What the log tells of a partition's owner before.
struct owner_sign {
  boot_time seen{};                    // when it was last seen at work; never too early
  std::chrono::milliseconds lease{0};  // how long it may answer from then on; zero: the usual time
};

class shared_log {
 public:
  virtual ~shared_log() = default;

  // The place behind everything that readers may see now. Asks the cluster; beside any reader.
  virtual result<log_place> committed_place(partition_id id,
                                            std::chrono::steady_clock::time_point deadline) = 0;

  // The place up to which read() has given everything.
  virtual log_place read_place(partition_id id) const = 0;

  // Takes up the data keys that have arrived; does not wait.
  virtual result<void> follow_keys(partition_id id) = 0;

  // Takes up every data key that readers may see now, and every removal.
  virtual result<void> refresh_keys(partition_id id,
                                    std::chrono::steady_clock::time_point deadline) = 0;

  // Shows, fenced like an append, that the owner still is. As append: after `unknown` and `fenced`
  // it has to acquire again. Once committed, whoever comes next knows of `lease`.
  virtual append_outcome renew(partition_id id, std::chrono::milliseconds lease) = 0;

  // Gives up the partition. With `handed_over` the log says that its owner has answered for the
  // last time, so that the next one need not wait for it.
  virtual void resign(partition_id id, bool handed_over) = 0;

  // After acquire(): the owner before. Nothing when there was none, when it handed over, or when it
  // was this object itself.
  virtual std::optional<owner_sign> predecessor(partition_id id) = 0;

  // The place behind everything that anybody has been told is committed, and perhaps behind more: a
  // commit is confirmed some moments before readers may see it.
  virtual result<log_place> acknowledged_place(partition_id id,
                                               std::chrono::steady_clock::time_point deadline) = 0;
};

}  // namespace carnet::storage
