// Tells what happens on the partitions that are owned here as OCSF on a topic of the log's cluster.
// One thread for all of them; writers only leave word of which project grew.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <thread>

#include "processors/ocsf/topic_line.hpp"
#include "producers/publication/topic_counters.hpp"

namespace carnet::processors {

class topic_publisher {
 public:
  // Listens to the installation; made before its start().
  topic_publisher(producers::installation& core, storage::kafka_options kafka,
                  schemas::ocsf_version version);
  ~topic_publisher();  // stop()

  // Ends when a transaction under way has ended.
  void stop();

  const producers::topic_counters& counters() const { return counters_; }

 private:
  using grown_projects = std::map<partition_id, std::set<project_id>>;

  void note(partition_id partition, std::span<const projections::notice> changes);
  void change(partition_id partition, bool owned);
  void run();
  std::optional<grown_projects> await_work(std::optional<unix_us> due);
  void follow_ownership();
  std::optional<unix_us> run_lines(grown_projects grown);
  void show();

  producers::installation& core_;
  const storage::kafka_options kafka_;
  const schemas::ocsf_version version_;
  producers::topic_counters counters_;
  std::map<partition_id, std::unique_ptr<topic_line>> lines_;  // the thread's own

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::set<partition_id> owned_;
  std::set<partition_id> lost_;  // since the thread looked
  bool owned_changed_ = false;
  grown_projects grown_;  // of owned partitions, since the thread looked
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace carnet::processors
