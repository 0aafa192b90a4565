// One running deployment on one node: the log, each partition's state and writer, the vault, the
// directory of tenants. What every surface and processor is built on.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/failure.hpp"
#include "producers/cluster/ownership.hpp"
#include "producers/cluster/seat_facts.hpp"
#include "producers/content/keyed_hashes.hpp"
#include "producers/content/sealed_content.hpp"
#include "producers/ingress/parsed_mails.hpp"
#include "producers/writer/partition_writer.hpp"
#include "projections/tenancy/directory.hpp"
#include "storage/kv/state_store.hpp"
#include "storage/log/event_log.hpp"
#include "storage/log/kafka_options.hpp"

namespace carnet::producers {

struct installation_options {
  std::filesystem::path data;
  std::optional<storage::kafka_options> kafka;  // the log lies there instead of in `data`
  partition_id partitions = 1;                  // of events; control comes on top
  std::string node_name;  // among the nodes of a log on Kafka; empty: host/pid
  bool alone = true;      // no other node is meant to share the log
  // Empty: <data>/master.key, made when it is missing. With a log on Kafka it must be given.
  std::filesystem::path master_key_file;
  duration_s clock_offset_s = 0;  // development only
  std::size_t cache_bytes = 256 * 1024 * 1024;
  std::size_t write_buffer_bytes = 128 * 1024 * 1024;
  std::size_t free_bytes_min = 256 * 1024 * 1024;             // below it writes are refused
  std::function<void(const std::function<void()>&)> bracket;  // see writer_options
  std::function<void(const failure&)> on_fatal;
};

// The partition is owned here from now on, or no more.
using ownership_listener = std::function<void(partition_id, bool owned)>;
using notice_listener = std::function<void(partition_id, std::span<const projections::notice>)>;

class installation {
 public:
  // Opens or founds the deployment in `data`, and brings every partition's state to the end of its
  // log.
  static result<std::unique_ptr<installation>> open(installation_options options);
  ~installation();

  // Starts the writers; listeners are complete by then.
  void start();

  // Says where other nodes reach this one, http(s)://host:port. On a log that several nodes share
  // it takes part in the spreading of partitions from here on.
  void announce(std::string url);

  // Hands over what is owned here, and waits until other nodes, if there are any, have it. Requests
  // go on being answered, and forwarded, meanwhile.
  void leave();
  // Answers what is queued, then ends the writers.
  void stop();

  // Told of every change once it can be read. Before start() only.
  void listen(notice_listener listener);

  // Told of every partition that comes or goes, from the thread of its writer: when no command of
  // before is left. Before start() only.
  void listen_to_ownership(ownership_listener listener);

  // Answered with `not_owner` at once where another node owns the partition.
  void submit(partition_id partition, submission wanted);

  // Who answers for the partition, as of now. Thread safe and cheap: asked for every request.
  partition_standing standing(partition_id partition) const;

  // Calls `done(true)` once the state here holds everything that lay on the partition's log when
  // this was called, `done(false)` when that is not so by `deadline`; perhaps before it returns.
  // `done` must not block.
  void when_current(partition_id partition, std::chrono::steady_clock::time_point deadline,
                    std::move_only_function<void(bool)> done);

  // Whether what this node knows of tenants and keys is at most ten seconds old.
  bool control_confirmed() const;

  // For operators; nothing on an embedded log.
  std::optional<seat_facts> seat(partition_id partition) const;

  // Those that are open here. It grows while the server runs; what is there stays.
  partition_id event_partitions() const;

  // Whether the deployment has it: one that was added a moment ago may not be open here yet.
  bool has_partition(partition_id partition) const;

  // Those that a new project may lie on: not what a growth that was cut off has left on the log.
  partition_id partitions_in_use() const;

  // How many there would be with `more` partitions of events; growth that was cut off counts.
  partition_id partitions_with(partition_id more) const;

  // Makes the log have that many, opens them here and records it on control, which tells the other
  // nodes; gives how many there are then. `invalid_argument` when there would be too many. After a
  // crash the same call completes it. Long: not for an event loop's thread.
  result<partition_id> add_partitions(partition_id more);

  const storage::state_store& state(partition_id partition) const;
  storage::state_store& state(partition_id partition);
  const partition_writer& writer(partition_id partition) const;
  storage::log_set& log();
  const projections::tenancy_directory& directory() const;
  const keyed_hashes& hashes() const;
  const sealed_content& content() const;
  producers::parsed_mails& parsed_mails();
  const std::filesystem::path& data() const;

  // The body of a reply that was given before; not_found once its key has had its time.
  result<std::string> open_reply(partition_id partition, std::string_view command_id,
                                 const projections::remembered_command& remembered) const;

  // An online copy of log and keys at one point; `target` must not exist. `unsupported` on Kafka.
  result<void> checkpoint_log(const std::filesystem::path& target);

  // Wraps every data key anew under a fresh master key, which then replaces the file of the old
  // one; gives how many. A rotation that was cut off is finished by the next one. Long: not for an
  // event loop's thread.
  result<std::size_t> rotate_master_key();

  // The time writers stamp: the wall clock and the offset.
  unix_us now() const;

  // Below the free-space reserve: writes are refused, reads go on.
  bool storage_full() const;

  // Why this node should get no traffic; empty when it is ready.
  std::vector<std::string> not_ready() const;

 private:
  struct parts;
  explicit installation(std::unique_ptr<parts> inner);
  std::unique_ptr<parts> parts_;
};

}  // namespace carnet::producers
