// One partition's way into the topic: gathers what was not told, commits it with the places, and
// after a failure waits and begins again where the topic stands.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "processors/ocsf/topic_backlog.hpp"
#include "producers/installation/installation.hpp"
#include "producers/ocsf/walk.hpp"
#include "storage/log/event_topic.hpp"

namespace carnet::processors {

class topic_line {
 public:
  topic_line(producers::installation& core, partition_id id, schemas::ocsf_version version,
             std::unique_ptr<storage::event_topic> topic);

  struct outcome {
    std::uint64_t told = 0;
    bool failed = false;
    std::optional<unix_us> again_at;  // nothing: when a project grows
  };

  // Tells a batch at most. `grown` = the projects that have grown since the last call. Waits for
  // brokers.
  outcome run_once(std::span<const project_id> grown, unix_us now);

  const topic_backlog& backlog() const { return backlog_; }

 private:
  struct batch;

  producers::ocsf_source source(const project_id& project) const;
  bool begin(unix_us now);
  void look_at_all(unix_us now);
  void gather(batch& into) const;
  storage::append_outcome write(const batch& what);
  outcome failed(unix_us now);

  producers::installation& core_;
  const partition_id id_;
  const schemas::ocsf_version version_;
  const std::unique_ptr<storage::event_topic> topic_;
  topic_backlog backlog_;
  bool begun_ = false;          // the fence is ours, and the backlog is what the topic lacks
  std::uint32_t failures_ = 0;  // in a row
  unix_us paused_until_ = 0;
};

}  // namespace carnet::processors
