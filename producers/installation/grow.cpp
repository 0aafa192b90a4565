// Partitions that are added while the server runs. Control says how many there are; a thread opens
// here what was added elsewhere, beside all other work.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "producers/identity/address.hpp"
#include "producers/installation/parts.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

constexpr std::chrono::seconds growth_retry{1};
constexpr std::chrono::seconds spread_wait_max{10};
constexpr std::chrono::milliseconds spread_pause{50};

}  // namespace

std::unique_ptr<partition_writer> installation::parts::make_writer(partition_id id,
                                                                   owned_partition& owned) {
  writer_options settings{.limits = {},
                          .bracket = options.bracket,
                          .on_fatal = options.on_fatal,
                          .turn = node ? &node->seat(id) : nullptr};
  return std::make_unique<partition_writer>(std::move(owned.core), std::move(settings));
}

// 0 while nobody has asked for more.
std::uint32_t installation::parts::partitions_recorded() const {
  const auto row = projections::load_row<projections::partitions_row>(
      *partitions[control_partition].state, storage::keys::partitions());
  return row ? row->events : 0;
}

// Where no other node shares the log, it is owned before anybody can ask for it.
result<void> installation::parts::take_added(partition_id id, owned_partition& added) {
  if (!node) return added.core->recover();
  if (!options.alone) return {};
  auto done = node->seat(id).take(*added.core);
  if (!done) options.on_fatal(done.error());
  return done;
}

// It is known to others only once it has everything.
result<void> installation::parts::open_added(partition_id id) {
  auto made = make_partition(id, {});
  if (!made) return std::unexpected(made.error());
  if (auto done = take_added(id, **made); !done) return done;
  (*made)->writer = make_writer(id, **made);
  partitions.append(std::move(*made));
  spdlog::info("partition {} was added", id);
  if (node) {
    node->seat(id).begin();
  } else {
    change_ownership(id, true);
  }
  return {};
}

result<void> installation::parts::grow_to(partition_id wanted) {
  const std::lock_guard lock(growing);
  if (stopping) return fail(failure_code::io, "this node is stopping");
  if (wanted > log->partitions()) {
    if (auto grown = log->grow(wanted); !grown) return grown;
  }
  while (partitions.size() < log->partitions()) {
    const auto next = static_cast<partition_id>(partitions.size());
    if (auto opened = open_added(next); !opened) return opened;
  }
  return {};
}

void installation::parts::expect_growth() {
  const std::lock_guard lock(growth_mutex);
  growth_due = true;
  growth_changed.notify_all();
}

void installation::parts::end_growth() {
  expect_growth();
  if (growth.joinable()) growth.join();
}

// A larger number given at a start counts like a command, once there were any.
bool installation::parts::record_given() {
  const auto recorded = partitions_recorded();
  if (recorded == 0 || recorded >= options.partitions) return true;
  if (node && !node->here(control_partition)) return true;  // its owner does, if it was told
  return record_on_control(carnet::add_partitions{options.partitions});
}

// Whether nothing that is known of is missing here any more.
bool installation::parts::catch_up_growth() {
  if (!record_given()) return false;
  const auto granted = node ? node->partitions_granted() : partition_id{0};
  const auto wanted = std::max(partitions_recorded() + 1, granted);
  if (wanted <= partitions.size()) return true;
  if (const auto grown = grow_to(wanted); !grown) {
    spdlog::warn("partitions that were added can not be opened yet: {}", grown.error().what);
    return false;
  }
  if (node) node->look_again();
  return true;
}

void installation::parts::follow_growth() {
  std::unique_lock lock(growth_mutex);
  while (!stopping) {
    growth_changed.wait(lock, [this] { return growth_due || stopping; });
    growth_due = false;
    if (stopping) return;
    lock.unlock();
    const bool done = catch_up_growth();
    lock.lock();
    if (done) continue;
    growth_changed.wait_for(lock, growth_retry, [this] { return stopping.load(); });
    growth_due = true;
  }
}

bool installation::has_partition(partition_id partition) const {
  return parts_->partitions.contains(partition) || partition <= parts_->partitions_recorded();
}

partition_id installation::partitions_in_use() const {
  const auto recorded = parts_->partitions_recorded();
  return recorded == 0 ? event_partitions() : std::min(recorded, event_partitions());
}

partition_id installation::partitions_with(partition_id more) const {
  return std::max(event_partitions(), partitions_in_use() + more);
}

// Until each one up to `last` has an owner, if that comes soon: requests need not wait then.
void installation::parts::await_spread(partition_id first, partition_id last) const {
  const auto deadline = std::chrono::steady_clock::now() + spread_wait_max;
  const auto has_owner = [this](partition_id id) {
    const auto stands = node->standing(id);
    return stands.here || stands.owner;
  };
  for (partition_id id = first; node && id <= last; ++id) {
    while (!has_owner(id) && !node->leaving() && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(spread_pause);
    }
  }
}

// What it grows from is recorded before it grows, so that whatever the log has beyond the record is
// known for a growth that was cut off, which the next command goes on with.
result<partition_id> installation::add_partitions(partition_id more) {
  const auto before = partitions_in_use();
  const auto wanted = partitions_with(more);
  if (more == 0 || wanted >= partitions_max) {
    return fail(failure_code::invalid_argument,
                fmt::format("there are {} partitions, and at most {} in all", event_partitions(),
                            partitions_max - 1));
  }
  if (parts_->partitions_recorded() == 0 &&
      !parts_->record_on_control(carnet::add_partitions{before})) {
    return fail(failure_code::io, "the partitions there are could not be recorded; try again");
  }
  if (auto grown = parts_->grow_to(wanted + 1); !grown) return std::unexpected(grown.error());
  if (!parts_->record_on_control(carnet::add_partitions{wanted})) {
    return fail(failure_code::io,
                "the log has grown, which could not be recorded; the same command completes it");
  }
  if (parts_->node) parts_->node->look_again();
  parts_->await_spread(before + 1, wanted);
  return wanted;
}

}  // namespace carnet::producers
