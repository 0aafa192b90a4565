#include "producers/installation/installation.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <thread>

#include "producers/installation/parts.hpp"

namespace carnet::producers {
namespace {

// A clock this far behind the last recorded time takes the node out of service.
constexpr unix_us clock_lag_max_us = 5 * us_per_second;
constexpr duration_s replies_kept_s = 48 * seconds_per_hour;

}  // namespace

installation::installation(std::unique_ptr<parts> inner) : parts_(std::move(inner)) {}

installation::~installation() { stop(); }

result<std::unique_ptr<installation>> installation::open(installation_options options) {
  auto inner = std::make_unique<parts>(std::move(options));
  if (auto done = inner->open_log_and_vault(); !done) return std::unexpected(done.error());
  if (auto done = inner->open_partitions(); !done) return std::unexpected(done.error());
  return std::unique_ptr<installation>(new installation(std::move(inner)));
}

void installation::start() {
  parts& p = *parts_;
  for (partition_id id = 0; id < p.partitions.size(); ++id) {
    p.partitions[id].writer = p.make_writer(id, p.partitions[id]);
  }
  if (p.node) {
    p.node->start();
  } else {
    for (partition_id id = 0; id < p.partitions.size(); ++id) p.change_ownership(id, true);
  }
  p.growth = std::thread([&p] { p.follow_growth(); });
  p.expect_growth();
}

void installation::stop() {
  if (parts_->stopping.exchange(true)) return;
  parts_->end_growth();
  if (parts_->node) parts_->node->leave();
  for (partition_id id = 0; id < parts_->partitions.size(); ++id) {
    auto& writer = parts_->partitions[id].writer;
    if (!writer) continue;
    writer->stop();
    if (!parts_->node) parts_->change_ownership(id, false);
  }
  if (parts_->node) parts_->node->stop();
  for (auto& owned : parts_->partitions) {
    if (auto done = owned.state->flush(); !done)
      spdlog::warn("state not flushed: {}", done.error().what);
  }
}

// A partition that the last node leaves has nobody to go to.
void installation::leave() {
  constexpr std::chrono::seconds successor_wait_max{10};
  parts& p = *parts_;
  if (!p.node) return;
  p.node->leave();
  const auto deadline = std::chrono::steady_clock::now() + successor_wait_max;
  const auto is_left = [this](partition_id id) { return !standing(id).owner; };
  const auto all = [&p] {
    return std::views::iota(partition_id{0}, static_cast<partition_id>(p.partitions.size()));
  };
  while (std::ranges::any_of(all(), is_left) && std::chrono::steady_clock::now() < deadline) {
    if (!p.node->has_others()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

void installation::listen(notice_listener listener) {
  parts_->listeners.push_back(std::move(listener));
}

void installation::submit(partition_id partition, submission wanted) {
  if (parts_->storage_full()) return wanted.done(refusal::storage_full);
  if (!parts_->partitions.contains(partition)) return wanted.done(refusal::not_owner);
  parts_->partitions[partition].writer->submit(std::move(wanted));
}

void installation::listen_to_ownership(ownership_listener listener) {
  parts_->ownership_listeners.push_back(std::move(listener));
}

void installation::announce(std::string url) {
  if (parts_->node) parts_->node->announce(std::move(url));
}

// On an embedded log there is one node, and its state is never behind what it answered.
partition_standing installation::standing(partition_id partition) const {
  if (parts_->node) return parts_->node->standing(partition);
  return {.here = true, .owner = std::nullopt};
}

void installation::when_current(partition_id partition,
                                std::chrono::steady_clock::time_point deadline,
                                std::move_only_function<void(bool)> done) {
  if (parts_->node) return parts_->node->when_current(partition, deadline, std::move(done));
  done(true);
}

bool installation::control_confirmed() const {
  return !parts_->node || parts_->node->control_confirmed();
}

std::optional<seat_facts> installation::seat(partition_id partition) const {
  if (!parts_->node || !parts_->partitions.contains(partition)) return std::nullopt;
  return parts_->node->facts(partition);
}

partition_id installation::event_partitions() const {
  return static_cast<partition_id>(parts_->partitions.size() - 1);
}

const storage::state_store& installation::state(partition_id partition) const {
  return *parts_->partitions[partition].state;
}
storage::state_store& installation::state(partition_id partition) {
  return *parts_->partitions[partition].state;
}

const partition_writer& installation::writer(partition_id partition) const {
  return *parts_->partitions[partition].writer;
}

storage::log_set& installation::log() { return *parts_->log; }
const projections::tenancy_directory& installation::directory() const { return *parts_->directory; }
const keyed_hashes& installation::hashes() const { return *parts_->hashes; }
const sealed_content& installation::content() const { return *parts_->content; }
producers::parsed_mails& installation::parsed_mails() { return parts_->mails; }
const std::filesystem::path& installation::data() const { return parts_->options.data; }
result<void> installation::checkpoint_log(const std::filesystem::path& target) {
  if (parts_->embedded_log != nullptr) return parts_->embedded_log->checkpoint(target);
  return fail(failure_code::unsupported,
              "a log on Kafka is not backed up by its nodes; `carnet log copy` copies it");
}

bool installation::storage_full() const { return parts_->storage_full(); }
unix_us installation::now() const { return parts_->now(); }

result<std::string> installation::open_reply(
    partition_id partition, std::string_view command_id,
    const projections::remembered_command& remembered) const {
  // Keys of replies are dropped by later writes, of which an idle partition has none.
  if (remembered.recorded_at < after(now(), -replies_kept_s)) {
    return fail(failure_code::not_found, "the reply has had its time");
  }
  return parts_->partitions[partition].replies->open(command_id, remembered.reply_key,
                                                     remembered.sealed_body);
}

std::vector<std::string> installation::not_ready() const {
  std::vector<std::string> reasons;
  if (parts_->stopping) reasons.emplace_back("stopping");
  if (parts_->storage_full()) reasons.emplace_back("storage_full");
  for (const auto& owned : parts_->partitions) {
    if (!owned.writer)
      reasons.emplace_back("starting");
    else if (owned.writer->clock_lag() > clock_lag_max_us)
      reasons.emplace_back("clock_behind_log");
  }
  if (parts_->node && !parts_->stopping)
    std::ranges::move(parts_->node->not_ready(), std::back_inserter(reasons));
  return reasons;
}

}  // namespace carnet::producers
