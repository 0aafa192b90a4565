#include "producers/cluster/cluster_node.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "projections/apply.hpp"

namespace carnet::producers {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;
using storage::log_place;

constexpr seconds confirmed_for{10};
constexpr seconds confirm_wait_max{3};
constexpr seconds hand_over_max{12};
constexpr seconds stopping_max{30};  // from leaving the group to reading no more, with room
constexpr seconds newest_asked_every_max{10};

}  // namespace

cluster_node::cluster_node(storage::shared_log& log, node_options options)
    : log_(log), options_(std::move(options)) {}

cluster_node::~cluster_node() { stop(); }

partition_seat& cluster_node::add_seat(const storage::state_store& state) {
  seat_options options;
  const auto id = static_cast<partition_id>(seats_.size());
  options.partition = id;
  options.node = options_.name;
  if (!options_.alone) {
    options.confirms = [this, id] {
      auto* const joined = group();
      return joined != nullptr && joined->confirms(id, steady_clock::now() + confirm_wait_max);
    };
  }
  options.on_change = [this, id](bool owned) { options_.on_change(id, owned); };
  options.on_progress = [this] {
    if (barrier_) barrier_->progress();
  };
  options.on_fatal = options_.on_fatal;
  ends_.emplace(-1);
  auto made = std::make_unique<partition_seat>(log_, state, std::move(options));
  const std::lock_guard lock(granting_);
  if (options_.alone || seatless_.erase(id) > 0) made->grant();
  return seats_.append(std::move(made));
}

result<void> cluster_node::join() {
  storage::group_events events;
  events.granted = [this](auto ids) { granted(ids); };
  events.withdrawn = [this](auto ids) { withdrawn(ids); };
  events.lost = [this](auto ids) { lost(ids); };
  const std::lock_guard lock(mutex_);
  if (group_) return {};
  auto joined = storage::join_node_group(
      options_.kafka, {options_.name, projections::apply_version}, std::move(events));
  if (!joined) return std::unexpected(joined.error());
  group_ = std::move(*joined);
  return {};
}

// Made once, and there until the end.
storage::node_group* cluster_node::group() const {
  const std::lock_guard lock(mutex_);
  return group_.get();
}

std::optional<std::uint32_t> cluster_node::common_behaviour() const {
  if (options_.alone) return projections::apply_version;
  auto* const joined = group();
  if (joined == nullptr) return std::nullopt;
  const auto members = joined->describe(steady_clock::now() + confirm_wait_max);
  if (!members || members->empty()) return std::nullopt;
  auto common = projections::apply_version;
  for (const auto& one : *members) common = std::min(common, one.behaviour);
  return common;
}

bool cluster_node::newest_is_settled() {
  const bool known = common_behaviour() == projections::apply_version;
  const auto now = storage::boot_now();
  const std::lock_guard lock(mutex_);
  const bool broken_off = now - newest_asked_at_ > newest_asked_every_max;
  newest_asked_at_ = now;
  if (!known || broken_off) newest_since_.reset();
  if (known && !newest_since_) newest_since_ = now;
  return newest_since_ && now - *newest_since_ >= stopping_max;
}

// Of partitions that are owned here since before every node knew it.
void cluster_node::raise_behaviour() {
  std::vector<partition_seat*> behind;
  for (auto& seat : seats_) {
    if (seat.here() && seat.behaviour() < projections::apply_version) behind.push_back(&seat);
  }
  if (behind.empty() || !newest_is_settled()) return;
  for (auto* const seat : behind) seat->announce();
}

// Who joins anew hears of everything it is to own at once: what it still serves and is not among
// that has gone to another node.
void cluster_node::granted(std::span<const partition_id> ids) {
  const std::lock_guard lock(granting_);
  for (auto& seat : seats_) {
    if (seat.orphaned() && std::ranges::find(ids, seat.id()) == ids.end()) seat.withdraw();
  }
  for (const partition_id id : ids) {
    seats_.contains(id) ? seats_[id].grant() : void(seatless_.insert(id));
  }
  granted_once_ = true;
  if (!seatless_.empty()) options_.on_unknown();
}

void cluster_node::withdrawn(std::span<const partition_id> ids) {
  {
    const std::lock_guard lock(granting_);
    for (const partition_id id : ids) {
      seats_.contains(id) ? seats_[id].withdraw() : void(seatless_.erase(id));
    }
  }
  await_free(ids);
}

void cluster_node::lost(std::span<const partition_id> ids) {
  const std::lock_guard lock(granting_);
  for (const partition_id id : ids) {
    seats_.contains(id) ? seats_[id].lose_group() : void(seatless_.erase(id));
  }
}

void cluster_node::await_free(std::span<const partition_id> ids) {
  const auto deadline = steady_clock::now() + hand_over_max;
  for (const partition_id id : ids) {
    if (seats_.contains(id) && !seats_[id].await_free(deadline)) {
      spdlog::warn("partition {} is not free yet; the next owner fences it", id);
    }
  }
}

void cluster_node::announce(std::string url) {
  {
    const std::lock_guard lock(mutex_);
    url_ = std::move(url);
  }
  for (auto& seat : seats_) {
    if (!options_.alone && seat.owning()) seat.announce();
  }
}

std::string cluster_node::url() const {
  const std::lock_guard lock(mutex_);
  return url_;
}

void cluster_node::start() {
  barrier_sources sources;
  sources.partitions = [this] { return static_cast<partition_id>(seats_.size()); };
  sources.owned = [this](partition_id id) { return seats_[id].here(); };
  sources.place = [this](partition_id id) { return seats_[id].place(); };
  sources.on_look = [this](const auto& ends) { looked(ends); };
  barrier_ = std::make_unique<log_barrier>(log_, std::move(sources));
  barrier_->start();
  for (auto& seat : seats_) seat.begin();
}

// Joins once everything that was there at the start is caught up: who is granted a partition is to
// serve it soon. What comes meanwhile is always some moments away.
void cluster_node::looked(const std::vector<log_place>& ends) {
  bool all = true;
  first_ends_.resize(ends.size(), -1);
  for (partition_id id = 0; id < ends.size(); ++id) {
    ends_[id] = ends[id];
    auto& first = first_ends_[id];
    if (first < 0) first = ends[id];
    all = all && (seats_[id].here() || (first >= 0 && seats_[id].place() >= first));
  }
  if (all) caught_up_ = true;
  if (caught_up_ && !options_.alone && !leaving_ && !url().empty()) {
    if (const auto joined = join(); !joined) spdlog::warn("{}", joined.error().what);
  }
  confirm_control();
  raise_behaviour();
}

void cluster_node::confirm_control() {
  if (confirming_.exchange(true)) return;
  const auto asked = storage::boot_now();
  barrier_->wait(control_partition, steady_clock::now() + confirmed_for, [this, asked](bool known) {
    if (known) control_confirmed_at_ = asked.count();
    confirming_ = false;
  });
}

bool cluster_node::control_confirmed() const {
  if (seats_[control_partition].here()) return true;
  const auto at = storage::boot_time(control_confirmed_at_.load());
  return at.count() != 0 && storage::boot_now() - at < confirmed_for;
}

partition_standing cluster_node::standing(partition_id id) const {
  if (!seats_.contains(id)) return {};  // added a moment ago
  if (seats_[id].here()) return {.here = true, .owner = std::nullopt};
  return {.here = false, .owner = seats_[id].owner()};
}

void cluster_node::when_current(partition_id id, steady_clock::time_point deadline,
                                log_barrier::answer done) {
  if (!barrier_ || !seats_.contains(id)) return done(false);
  if (seats_[id].here()) return done(true);
  barrier_->wait(id, deadline, std::move(done));
}

seat_facts cluster_node::facts(partition_id id) const {
  const auto& seat = seats_[id];
  seat_facts facts{.here = seat.here(),
                   .granted = seat.wanted() && !seat.orphaned(),
                   .lease_left_s = seat.lease_left().count(),
                   .fenced_at = seat.fenced_at()};
  if (!seat.owning()) facts.lag = std::max<log_place>(0, ends_[id].load() - seat.place());
  return facts;
}

// Only until it was ready once: that partitions change hands is no reason to take every node that
// gets one out of service.
std::vector<std::string> cluster_node::not_ready() const {
  std::vector<std::string> reasons;
  if (leaving_) reasons.emplace_back("stopping");
  if (!control_confirmed()) reasons.emplace_back("control_unconfirmed");
  if (ready_once_) return reasons;
  if (!options_.alone && !caught_up_) reasons.emplace_back("catching_up");
  if (!options_.alone && !granted_once_) reasons.emplace_back("joining");
  for (const auto& seat : seats_) {
    if (!seat.wanted() || seat.here()) continue;
    reasons.emplace_back("taking_over");
    break;
  }
  if (reasons.empty()) ready_once_ = true;
  return reasons;
}

partition_id cluster_node::partitions_granted() const {
  const std::lock_guard lock(granting_);
  return seatless_.empty() ? 0 : *seatless_.rbegin() + 1;
}

void cluster_node::look_again() {
  if (auto* const joined = group(); joined != nullptr && !leaving_) joined->look_again();
}

void cluster_node::leave() {
  leaving_ = true;
  if (auto* const joined = group()) joined->leave();
  std::vector<partition_id> orphans;  // of which the group knows nothing
  for (auto& seat : seats_) {
    if (seat.orphaned()) orphans.push_back(seat.id());
  }
  withdrawn(orphans);
}

bool cluster_node::has_others() const {
  auto* const joined = group();
  if (joined == nullptr) return false;
  const auto members = joined->describe(steady_clock::now() + confirm_wait_max);
  return members && !members->empty();
}

void cluster_node::stop() {
  leave();
  if (barrier_) barrier_->stop();
}

}  // namespace carnet::producers
