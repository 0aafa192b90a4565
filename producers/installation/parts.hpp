// The pieces of an installation, and how they are put together; for the sources of this folder
// only.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "producers/cluster/cluster_node.hpp"
#include "producers/installation/installation.hpp"
#include "producers/installation/log_source.hpp"
#include "producers/writer/daily_reply_sealer.hpp"
#include "storage/append_only_list.hpp"
#include "storage/disk_space.hpp"
#include "storage/vault/key_vault.hpp"
#include "storage/vault/master_key.hpp"

namespace carnet::producers {

struct owned_partition {
  std::unique_ptr<storage::state_store> state;
  std::unique_ptr<daily_reply_sealer> replies;
  std::unique_ptr<partition_core> core;      // until start()
  bool taken = false;                        // the core has been recovered
  std::unique_ptr<partition_writer> writer;  // from start() on
};

struct installation::parts {
  explicit parts(installation_options o) : options(std::move(o)), disk(options.data) {}

  installation_options options;
  storage::disk_space disk;
  mutable std::atomic<bool> full_told{false};  // the log's last word on it
  std::unique_ptr<storage::log_set> log;
  storage::key_table* log_keys = nullptr;             // of the same log
  storage::shared_log* shared_log = nullptr;          // the same log; null when it is embedded
  storage::embedded_log_set* embedded_log = nullptr;  // the same log; null on Kafka
  std::optional<storage::master_key> master;          // as at opening
  std::optional<storage::master_key> next_master;     // of a rotation under way
  std::unique_ptr<storage::key_vault> vault;
  std::unique_ptr<sealed_content> content;
  std::unique_ptr<keyed_hashes> hashes;
  producers::parsed_mails mails;
  std::shared_ptr<storage::state_resources> resources;
  std::unique_ptr<cluster_node> node;  // null on an embedded log; its seats outlive the writers
  storage::append_only_list<owned_partition> partitions{storage::partitions_max};  // 0 is control
  std::unique_ptr<projections::tenancy_directory> directory;
  std::vector<notice_listener> listeners;
  std::vector<ownership_listener> ownership_listeners;
  std::atomic<bool> stopping{false};
  std::mutex growing;       // held while partitions are added
  std::mutex growth_mutex;  // guards growth_due
  std::condition_variable growth_changed;
  bool growth_due = false;
  std::thread growth;  // follows what others add; see follow_growth()

  unix_us now() const;
  bool storage_full() const;
  void publish(partition_id partition, std::span<const projections::notice> changes);

  bool has_state() const { return std::filesystem::exists(options.data / "state" / "0"); }
  std::filesystem::path master_file() const;
  std::filesystem::path next_master_file() const;
  result<void> open_log_and_vault();
  result<void> check_log_is_there() const;
  result<void> check_log_is_filled() const;
  result<void> load_given_master_key();
  result<void> make_master_key();
  result<void> open_next_master_key();
  void change_ownership(partition_id partition, bool owned);
  core_options control_options();
  result<std::unique_ptr<owned_partition>> make_partition(partition_id id, core_options core);
  result<void> open_partition(partition_id id, core_options core);
  std::unique_ptr<partition_writer> make_writer(partition_id id, owned_partition& owned);
  std::uint32_t partitions_recorded() const;
  bool record_on_control(command wish);
  bool record_given();
  result<void> grow_to(partition_id partitions);
  result<void> open_added(partition_id id);
  result<void> take_added(partition_id id, owned_partition& added);
  void await_spread(partition_id first, partition_id last) const;
  void follow_growth();
  bool catch_up_growth();
  void expect_growth();
  void end_growth();
  result<void> open_partitions();
  result<void> take_partition(partition_id id);
  void make_node();
  void enter_seat(partition_seat& seat, core_options& core);
  void forget_key(partition_id partition, const identity_id& identity);
  std::string node_name() const;
  result<void> enter_cluster();
  result<void> await_founding();
  result<void> check_fingerprint(const storage::row_reader& rows) const;
  result<void> read_deployment();
  result<void> found_admin_token();
};

}  // namespace carnet::producers
