// The pieces of an installation, and how they are put together; for the sources of this folder
// only.
#pragma once

#include <atomic>
#include <vector>

#include "producers/installation/installation.hpp"
#include "producers/installation/log_source.hpp"
#include "producers/writer/daily_reply_sealer.hpp"
#include "storage/disk_space.hpp"
#include "storage/vault/key_vault.hpp"
#include "storage/vault/master_key.hpp"

namespace carnet::producers {

struct owned_partition {
  std::unique_ptr<storage::state_store> state;
  std::unique_ptr<daily_reply_sealer> replies;
  std::unique_ptr<partition_core> core;      // until start()
  std::unique_ptr<partition_writer> writer;  // from start() on
};

struct installation::parts {
  explicit parts(installation_options o) : options(std::move(o)), disk(options.data) {}

  installation_options options;
  storage::disk_space disk;
  std::unique_ptr<storage::log_set> log;
  storage::key_table* log_keys = nullptr;             // of the same log
  storage::embedded_log_set* embedded_log = nullptr;  // the same log; null on Kafka
  std::optional<storage::master_key> master;          // as at opening
  std::optional<storage::master_key> next_master;     // of a rotation under way
  std::unique_ptr<storage::key_vault> vault;
  std::unique_ptr<sealed_content> content;
  std::unique_ptr<keyed_hashes> hashes;
  producers::parsed_mails mails;
  std::shared_ptr<storage::state_resources> resources;
  std::vector<owned_partition> partitions;  // 0 is control
  std::unique_ptr<projections::tenancy_directory> directory;
  std::vector<notice_listener> listeners;
  std::atomic<bool> stopping{false};

  unix_us now() const;
  bool storage_full() const { return disk.free_bytes() < options.free_bytes_min; }
  void publish(partition_id partition, std::span<const projections::notice> changes);

  bool has_state() const { return std::filesystem::exists(options.data / "state" / "0"); }
  std::filesystem::path master_file() const;
  std::filesystem::path next_master_file() const;
  result<void> open_log_and_vault();
  result<void> check_log_is_there() const;
  result<void> check_log_is_filled() const;
  result<void> open_master_keys();
  result<void> open_partition(partition_id id, core_options core);
  result<void> open_partitions();
  result<void> found_admin_token();
};

}  // namespace carnet::producers
