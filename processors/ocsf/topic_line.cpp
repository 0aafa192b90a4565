#include "processors/ocsf/topic_line.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "projections/stream/queries.hpp"

namespace carnet::processors {
namespace {

using producers::ocsf_item;
using schemas::ocsf_stream;
using storage::append_outcome;

constexpr std::size_t batch_events_max = 2000;
constexpr std::size_t batch_bytes_max = 4 * 1024 * 1024;
constexpr std::size_t project_events_max = 500;  // of a batch, while others wait
constexpr unix_us pause_min_us = us_per_second;
constexpr unix_us pause_max_us = 60 * us_per_second;

}  // namespace

struct topic_line::batch {
  struct progress {
    project_id project;
    std::uint64_t place = 0;
    unix_us at = 0;
    bool all = false;
  };
  std::deque<std::string> bytes;  // what the messages refer to
  std::vector<storage::topic_message> messages;
  std::vector<progress> projects;
  std::size_t size = 0;

  bool full() const { return messages.size() >= batch_events_max || size >= batch_bytes_max; }
};

topic_line::topic_line(producers::installation& core, partition_id id,
                       schemas::ocsf_version version, std::unique_ptr<storage::event_topic> topic)
    : core_(core), id_(id), version_(version), topic_(std::move(topic)) {}

producers::ocsf_source topic_line::source(const project_id& project) const {
  const auto owner = core_.directory().find_project(project);
  return {core_.state(id_),
          core_.content(),
          id_,
          project,
          owner ? owner->organization : organization_id{},
          id_ == control_partition ? ocsf_stream::access : ocsf_stream::events};
}

topic_line::outcome topic_line::run_once(std::span<const project_id> grown, unix_us now) {
  for (const auto& project : grown) backlog_.grew(project, now);
  // The clock may step back; no pause gets longer by that.
  paused_until_ = std::min(paused_until_, now + pause_max_us);
  if (now < paused_until_) return {.again_at = paused_until_};
  // Whoever serves nobody any more must not take the fence from who does.
  if (!begun_ && !core_.standing(id_).here) return {.again_at = now + pause_min_us};
  if (!begun_ && !begin(now)) return failed(now);
  batch next;
  gather(next);
  const auto written = write(next);
  if (written != append_outcome::committed) {
    begun_ = written == append_outcome::not_written;
    spdlog::warn("events of partition {} were not told on Kafka and will be", id_);
    return failed(now);
  }
  failures_ = 0;
  for (const auto& one : next.projects) backlog_.committed(one.project, one.place, one.at, one.all);
  return {.told = next.messages.size(),
          .again_at = backlog_.empty() ? std::nullopt : std::optional(now)};
}

append_outcome topic_line::write(const batch& what) {
  if (what.messages.empty()) return append_outcome::committed;
  std::vector<storage::told_place> told;
  for (const auto& one : what.projects) {
    if (one.place > backlog_.told(one.project)) told.push_back({to_wire(one.project), one.place});
  }
  return topic_->append(what.messages, told);
}

bool topic_line::begin(unix_us now) {
  auto told = topic_->acquire();
  if (!told) {
    spdlog::warn("events of partition {} are not told on Kafka yet: {}", id_, told.error().what);
    return false;
  }
  backlog_.begin(std::move(*told));
  look_at_all(now);
  begun_ = true;
  return true;
}

// Every project whose stream goes on behind what was told.
void topic_line::look_at_all(unix_us now) {
  const auto& rows = core_.state(id_);
  projections::each_stream(rows, [&](const project_id& project, std::uint64_t last) {
    const auto told = backlog_.told(project);
    if (last <= told) return;
    unix_us since = now;
    projections::facts_from(rows, project, told + 1, [&since](const auto& fact) {
      since = fact.row.at;
      return false;
    });
    backlog_.grew(project, since);
  });
}

void topic_line::gather(batch& into) const {
  for (const auto& project : backlog_.turns()) {
    if (into.full()) return;
    const auto from = source(project);
    batch::progress done{project, backlog_.told(project)};
    const auto begin = done.place;
    const std::string& key = into.bytes.emplace_back(to_wire(project));
    done.all = true;
    producers::walk_ocsf(from, version_, begin, [&](const ocsf_item& item) {
      done.all = !into.full() && done.place < begin + project_events_max;
      if (!done.all) return false;
      const std::string& value = into.bytes.emplace_back(item.json);
      into.messages.push_back({key, value});
      into.size += value.size();
      done.place = item.sequence;
      done.at = item.at;
      return true;
    });
    if (done.place != begin || done.all) into.projects.push_back(done);
  }
}

topic_line::outcome topic_line::failed(unix_us now) {
  const auto doublings = std::min<std::uint32_t>(failures_++, 16);
  paused_until_ = now + std::min(pause_min_us << doublings, pause_max_us);
  return {.failed = true, .again_at = paused_until_};
}

}  // namespace carnet::processors
