#include "producers/cluster/partition_seat.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "projections/identity/queries.hpp"
#include "projections/tenancy/rows.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using storage::append_outcome;
using storage::boot_now;

constexpr milliseconds follow_wait{50};
constexpr milliseconds failure_pause{500};
constexpr milliseconds retry_min{100};
constexpr unsigned retry_doublings_max = 4;

unix_us wall_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

partition_seat::partition_seat(storage::shared_log& log, const storage::state_store& state,
                               seat_options options)
    : log_(log), state_(state), options_(std::move(options)) {
  look_for_owner();
}

std::optional<owner_place> partition_seat::owner() const {
  const std::lock_guard lock(mutex_);
  // This node's own claim of before says only that nobody has claimed since.
  if (owner_ && owner_->node == options_.node) return std::nullopt;
  return owner_;
}

std::uint32_t partition_seat::behaviour() const {
  const auto facts =
      projections::load_row<projections::partition_facts>(state_, storage::keys::partition_facts());
  return facts ? facts->apply_version : 0;
}

bool partition_seat::owning() const {
  const std::lock_guard lock(mutex_);
  return owning_;
}

bool partition_seat::orphaned() const {
  const std::lock_guard lock(mutex_);
  return orphaned_;
}

void partition_seat::grant() { wish(true); }
void partition_seat::withdraw() { wish(false); }

void partition_seat::wish(bool wanted) {
  {
    const std::lock_guard lock(mutex_);
    orphaned_ = false;
    wanted_ = wanted;
  }
  wake();
}

void partition_seat::lose_group() {
  {
    const std::lock_guard lock(mutex_);
    orphaned_ = owning_;
    wanted_ = owning_;
  }
  wake();
}

void partition_seat::announce() {
  announce_ = true;
  wake();
}

void partition_seat::stop() {
  stopping_ = true;
  wake();
}

bool partition_seat::await_free(steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  return changed_.wait_until(lock, deadline, [this] { return !owning_; });
}

void partition_seat::wake() {
  const std::lock_guard lock(mutex_);
  if (queue_ != nullptr) queue_->wake();
  changed_.notify_all();
}

result<void> partition_seat::take(partition_core& core) {
  auto done = core.recover();
  if (!done) {
    log_.resign(options_.partition, false);
    core.resign();
    return done;
  }
  note_taken();
  taken_ = true;
  return {};
}

result<void> partition_seat::catch_up(partition_core& core, steady_clock::time_point deadline) {
  const auto end = log_.committed_place(options_.partition, deadline);
  if (!end) return std::unexpected(end.error());
  while (place() < *end) {
    const auto got = core.follow(steady_clock::now() + follow_wait);
    if (!got) return std::unexpected(got.error());
    place_ = log_.read_place(options_.partition);
    if (*got == 0 && steady_clock::now() > deadline) {
      return fail(failure_code::timed_out, "the log's end was not reached in time");
    }
  }
  look_for_owner();
  return log_.refresh_keys(options_.partition, deadline);
}

void partition_seat::begin() {
  const std::lock_guard lock(mutex_);
  begun_ = true;
  changed_.notify_all();
}

void partition_seat::run(const writer_tools& with) {
  {
    std::unique_lock lock(mutex_);
    queue_ = &with.queue;
    changed_.wait(lock, [this] { return begun_ || stopping_; });
  }
  if (taken_) serve(with);
  while (!stopping_) {
    if (wanted() && steady_clock::now() >= retry_at_ && take_over(with)) {
      serve(with);
    } else if (!stopping_) {
      follow(with);
    }
  }
  refuse_all(with, refusal::stopped);
  const std::lock_guard lock(mutex_);
  queue_ = nullptr;
}

void partition_seat::follow(const writer_tools& with) {
  const auto got = with.core.follow(steady_clock::now() + follow_wait);
  if (!got) {
    if (is_final(got.error())) return options_.on_fatal(got.error());
    spdlog::warn("partition {} can not be followed: {}", options_.partition, got.error().what);
    return pause(failure_pause);
  }
  place_.store(log_.read_place(options_.partition), std::memory_order_release);
  if (*got > 0) {
    with.show_last();
    look_for_owner();
  }
  options_.on_progress();
  if (const auto keys = log_.follow_keys(options_.partition); !keys) {
    if (is_final(keys.error())) return options_.on_fatal(keys.error());
    spdlog::warn("partition {}: data keys: {}", options_.partition, keys.error().what);
  }
}

bool partition_seat::take_over(const writer_tools& with) {
  if (!options_.confirms || options_.confirms()) {
    spdlog::info("partition {}: taking over", options_.partition);
    const auto done = with.core.recover();
    if (done) {
      note_taken();
      with.show_last();
      return true;
    }
    log_.resign(options_.partition, false);
    with.core.resign();
    if (is_final(done.error())) options_.on_fatal(done.error());
    spdlog::warn("partition {} not taken over: {}", options_.partition, done.error().what);
  }
  failures_ = std::min(failures_ + 1, retry_doublings_max);
  retry_at_ = steady_clock::now() + retry_min * (1U << failures_);
  return false;
}

void partition_seat::note_taken() {
  lease_.begin(turn_began_);
  fenced_at_ = wall_now();
  failures_ = 0;
  set_owning(true);
  look_for_owner();
}

result<void> partition_seat::await_turn() {
  const auto before = log_.predecessor(options_.partition);
  const auto until = before ? before->seen + lease_wait(before->lease) : storage::boot_time{};
  while (boot_now() < until) {
    if (!wanted() || stopping_) return fail(failure_code::fenced, "it is no longer granted");
    pause(std::chrono::ceil<milliseconds>(until - boot_now()));
  }
  turn_began_ = boot_now();
  return {};
}

void partition_seat::serve(const writer_tools& with) {
  spdlog::info("partition {}: owned here", options_.partition);
  retiring_ = false;
  with.queue.open();
  options_.on_change(true);
  while (wanted() && !stopping_) {
    const auto done = serve_once(with);
    if (done) continue;
    if (is_final(done.error())) return options_.on_fatal(done.error());
    spdlog::warn("partition {} given up: {}", options_.partition, done.error().what);
    return step_down(with, false);
  }
  hand_over(with);
}

result<void> partition_seat::serve_once(const writer_tools& with) {
  const auto patience = lease_.renewal_due() - boot_now();
  auto batch = with.queue.pop_batch_within(std::max(patience, storage::boot_time{}));
  const auto begun = boot_now();
  const auto before = with.core.commits();
  result<void> done;
  if (!batch.empty()) done = with.run_batch(batch);
  if (done && announce_.exchange(false)) done = with.core.claim();
  if (!done) return mend(with, done.error());
  if (with.core.commits() != before) lease_.extend(begun);
  return renew(with);
}

result<void> partition_seat::renew(const writer_tools& with) {
  const auto begun = boot_now();
  if (begun < lease_.renewal_due()) return {};
  const auto length = lease_.wanted();
  lease_.propose(begun, length);
  switch (log_.renew(options_.partition, length)) {
    case append_outcome::committed:
      lease_.agree(begun, length);
      return {};
    case append_outcome::not_written:
      pause(retry_min);
      return {};
    case append_outcome::fenced:
      return fail(failure_code::fenced, "another node has taken it");
    case append_outcome::unknown:
      return mend(with, {failure_code::unknown_outcome, "a renewal's outcome is not known"});
  }
  return {};
}

// The log perhaps has what the state has not: taken anew, it tells. Not without asking the group,
// which may have gone on without this node.
result<void> partition_seat::mend(const writer_tools& with, const failure& why) {
  if (why.code == failure_code::fenced) return std::unexpected(why);
  if (options_.confirms && !options_.confirms()) return std::unexpected(why);
  auto done = with.core.recover();
  if (done) note_taken();
  with.show_last();
  return done;
}

// What was queued is still answered; nothing comes in any more.
void partition_seat::hand_over(const writer_tools& with) {
  retiring_ = true;  // first, so that whom the queue refuses is not sent here again
  with.queue.close();
  for (auto batch = with.queue.pop_batch(); !batch.empty(); batch = with.queue.pop_batch()) {
    if (with.run_batch(batch)) continue;
    return step_down(with, false);
  }
  step_down(with, true);
}

void partition_seat::step_down(const writer_tools& with, bool handed_over) {
  with.queue.close();
  lease_.end();  // before the mark: from then on another node may answer
  refuse_all(with, refusal::not_owner);
  log_.resign(options_.partition, handed_over);
  with.core.resign();
  set_owning(false);
  spdlog::info("partition {}: {}", options_.partition, handed_over ? "handed over" : "left");
  options_.on_change(false);
}

void partition_seat::refuse_all(const writer_tools& with, refusal why) {
  with.queue.close();
  for (auto batch = with.queue.pop_batch(); !batch.empty(); batch = with.queue.pop_batch()) {
    for (submission& left : batch) left.done(why);
  }
}

// What no later try and no other node mends. A node that serves alone ends with any trouble: a
// supervisor starts it again, and there is nobody to hand over to.
bool partition_seat::is_final(const failure& why) const {
  if (!options_.confirms) return true;
  return why.code == failure_code::corrupt || why.code == failure_code::unsupported ||
         why.code == failure_code::invalid_argument;
}

void partition_seat::look_for_owner() {
  using projections::partition_facts;
  const auto facts =
      projections::load_row<partition_facts>(state_, storage::keys::partition_facts());
  if (!facts) return;
  const std::lock_guard lock(mutex_);
  if (owner_ && owner_->epoch == facts->epoch && !owner_->url.empty()) return;
  owner_ = owner_place{facts->node, state_.get(storage::keys::owner_url()).value_or(std::string()),
                       facts->epoch};
}

void partition_seat::pause(milliseconds most) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, most);
}

// Whoever lost an orphan takes it again only when the group says so.
void partition_seat::set_owning(bool owning) {
  const std::lock_guard lock(mutex_);
  owning_ = owning;
  if (!owning && std::exchange(orphaned_, false)) wanted_ = false;
  changed_.notify_all();
}

}  // namespace carnet::producers
