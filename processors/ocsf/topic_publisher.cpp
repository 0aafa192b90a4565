#include "processors/ocsf/topic_publisher.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace carnet::processors {
namespace {

// So that a transaction carries what a busy moment brings, and not one event of it.
constexpr std::chrono::milliseconds gather_for{50};
// The clock may be set or offset: look again after this long at the latest.
constexpr unix_us sleep_max_us = us_per_second;
constexpr const char* topic_name = "ocsf";

}  // namespace

topic_publisher::topic_publisher(producers::installation& core, storage::kafka_options kafka,
                                 schemas::ocsf_version version)
    : core_(core), kafka_(std::move(kafka)), version_(version), thread_([this] { run(); }) {
  core_.listen([this](partition_id id, auto changes) { note(id, changes); });
  core_.listen_to_ownership([this](partition_id id, bool owned) { change(id, owned); });
}

topic_publisher::~topic_publisher() { stop(); }

void topic_publisher::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void topic_publisher::note(partition_id partition, std::span<const projections::notice> changes) {
  bool woken = false;
  for (const auto& change : changes) {
    if (change.kind != projections::notice_kind::stream_grew) continue;
    const std::lock_guard lock(mutex_);
    if (!owned_.contains(partition)) return;
    woken = woken || grown_.empty();
    grown_[partition].insert(change.project);
  }
  if (!woken) return;
  unix_us none = 0;
  counters_.oldest.compare_exchange_strong(none, core_.now());
  changed_.notify_one();
}

void topic_publisher::change(partition_id partition, bool owned) {
  {
    const std::lock_guard lock(mutex_);
    if (owned) {
      owned_.insert(partition);
    } else {
      owned_.erase(partition);
      lost_.insert(partition);
    }
    owned_changed_ = true;
  }
  changed_.notify_one();
}

void topic_publisher::run() {
  std::optional<unix_us> due;
  while (auto grown = await_work(due)) {
    follow_ownership();
    due = run_lines(std::move(*grown));
    show();
  }
}

// What has grown, once there is something to do; nothing at the end.
std::optional<topic_publisher::grown_projects> topic_publisher::await_work(
    std::optional<unix_us> due) {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return stopping_ || owned_changed_ || !grown_.empty(); };
  if (due) {
    const auto wait = std::clamp<unix_us>(*due - core_.now(), 0, sleep_max_us);
    changed_.wait_for(lock, std::chrono::microseconds(wait), ready);
  } else {
    changed_.wait(lock, ready);
    changed_.wait_for(lock, gather_for, [this] { return stopping_; });
  }
  if (stopping_) return std::nullopt;
  return std::exchange(grown_, {});
}

void topic_publisher::follow_ownership() {
  std::set<partition_id> owned, lost;
  {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(owned_changed_, false)) return;
    owned = owned_;
    lost = std::exchange(lost_, {});
  }
  // One that went and came back begins anew: nobody left word of what grew meanwhile.
  std::erase_if(lines_, [&lost](const auto& line) { return lost.contains(line.first); });
  for (const auto id : owned) {
    if (lines_.contains(id)) continue;
    lines_.emplace(id, std::make_unique<topic_line>(
                           core_, id, version_, storage::open_event_topic(kafka_, topic_name, id)));
  }
}

std::optional<unix_us> topic_publisher::run_lines(grown_projects grown) {
  std::optional<unix_us> due;
  for (auto& [id, line] : lines_) {
    const auto found = grown.find(id);
    std::vector<project_id> projects;
    if (found != grown.end()) projects.assign(found->second.begin(), found->second.end());
    const auto done = line->run_once(projects, core_.now());
    counters_.told.fetch_add(done.told);
    counters_.failures.fetch_add(done.failed ? 1 : 0);
    if (done.again_at) due = std::min(due.value_or(*done.again_at), *done.again_at);
  }
  return due;
}

void topic_publisher::show() {
  std::optional<unix_us> oldest;
  std::uint64_t behind = 0;
  for (const auto& [id, line] : lines_) {
    behind += line->backlog().projects();
    if (const auto at = line->backlog().oldest()) oldest = std::min(oldest.value_or(*at), *at);
  }
  counters_.projects_behind.store(behind);
  counters_.oldest.store(oldest.value_or(0));
}

}  // namespace carnet::processors
