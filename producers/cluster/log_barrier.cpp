#include "producers/cluster/log_barrier.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace carnet::producers {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using storage::log_place;

constexpr milliseconds question_distance{50};
constexpr milliseconds round_wait_max{1000};
constexpr milliseconds question_wait_min{400};
constexpr milliseconds look_distance{2000};
constexpr milliseconds tick{10};

// The time for the questions of a round, one after the other: partitions whose broker is dead do
// not hold up the others for long each.
class round_time {
 public:
  steady_clock::time_point next_deadline() const {
    return std::max(until_, steady_clock::now() + question_wait_min);
  }

 private:
  const steady_clock::time_point until_ = steady_clock::now() + round_wait_max;
};

}  // namespace

log_barrier::log_barrier(storage::shared_log& log, barrier_sources sources)
    : log_(log), sources_(std::move(sources)) {}

log_barrier::~log_barrier() { stop(); }

void log_barrier::start() {
  thread_ = std::thread([this] { run(); });
}

void log_barrier::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

void log_barrier::wait(partition_id partition, steady_clock::time_point deadline, answer done) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      fresh_.push_back({partition, deadline, std::move(done)});
      anybody_ = true;
      changed_.notify_all();
      return;
    }
  }
  done(false);
}

void log_barrier::progress() {
  if (!anybody_) return;
  const std::lock_guard lock(mutex_);
  moved_ = true;
  changed_.notify_all();
}

// Without the lock: asking takes as long as a broker takes.
void log_barrier::ask(std::vector<waiter>& asking) {
  const round_time time;
  std::map<partition_id, log_place> ends;
  for (waiter& one : asking) {
    const auto known = ends.find(one.partition);
    if (known != ends.end()) {
      one.target = known->second;
      continue;
    }
    const auto end = sources_.owned(one.partition)
                         ? result<log_place>(0)
                         : log_.acknowledged_place(one.partition, time.next_deadline());
    one.target = end.value_or(-1);
    ends.emplace(one.partition, one.target);
  }
}

void log_barrier::look() {
  const round_time time;
  std::vector<log_place> ends(sources_.partitions(), -1);
  for (partition_id id = 0; id < ends.size(); ++id) {
    if (sources_.owned(id)) continue;
    const auto end = log_.committed_place(id, time.next_deadline());
    if (end) ends[id] = *end;
  }
  sources_.on_look(ends);
}

bool log_barrier::settled(const waiter& one) const {
  if (one.target < 0) return false;
  return one.target == 0 || sources_.place(one.partition) >= one.target ||
         sources_.owned(one.partition);
}

// Who has an answer, or no more time; whose question got none asks again. The lock is held.
std::vector<log_barrier::waiter> log_barrier::take_ended(steady_clock::time_point now) {
  std::vector<waiter> ended;
  std::vector<waiter> left;
  for (waiter& one : waiting_) {
    const bool over = settled(one) || now > one.deadline || stopping_;
    (over ? ended : one.target < 0 ? fresh_ : left).push_back(std::move(one));
  }
  waiting_ = std::move(left);
  anybody_ = !waiting_.empty() || !fresh_.empty();
  return ended;
}

void log_barrier::run() {
  auto next_look = steady_clock::now();
  auto next_question = next_look;
  std::unique_lock lock(mutex_);
  while (!stopping_ || anybody_) {
    const auto now = steady_clock::now();
    const bool ask_now = !fresh_.empty() && (now >= next_question || stopping_);
    if (ask_now) {
      auto asking = std::exchange(fresh_, {});
      next_question = now + question_distance;
      lock.unlock();
      if (!stopping_) ask(asking);
      lock.lock();
      std::ranges::move(asking, std::back_inserter(waiting_));
    }
    auto ended = take_ended(steady_clock::now());
    const bool look_now = now >= next_look && !stopping_;
    if (look_now) next_look = now + look_distance;
    if (!ended.empty() || look_now) {
      lock.unlock();
      for (waiter& one : ended) one.done(settled(one));
      if (look_now) look();
      lock.lock();
    }
    if (stopping_) continue;
    const auto patience = anybody_ ? milliseconds(tick) : look_distance;
    const auto until = std::min(next_look, steady_clock::now() + patience);
    changed_.wait_until(lock, until, [this, had = fresh_.size()] {
      return moved_ || stopping_ || fresh_.size() > had;
    });
    moved_ = false;
  }
}

}  // namespace carnet::producers
