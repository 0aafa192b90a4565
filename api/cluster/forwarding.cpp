#include "api/cluster/forwarding.hpp"

#include <algorithm>
#include <ctime>

#include "api/cluster/relayed_answer.hpp"

namespace carnet::cluster {
namespace {

using http::error_code;
using http::problem;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds down_for{200};        // a node that could not be reached
constexpr std::chrono::milliseconds drain_patience{500};  // a successor may be taking over
constexpr std::chrono::seconds barrier_max{10};
// What the owner has for an answer, and the way back.
constexpr std::chrono::seconds way_back{2};
// An owner answers what it has queued before it hands over: who may not ask twice waits for that.
constexpr std::chrono::seconds last_word{2};

bool is_read(const http::request& in) {
  return in.verb == http::method::get || in.verb == http::method::head;
}

std::int64_t unix_now_s() { return static_cast<std::int64_t>(std::time(nullptr)); }

problem unknown_outcome(bool read) {
  return {.code = read ? error_code::unavailable : error_code::outcome_unknown};
}

}  // namespace

// One request under way to the owner.
struct forwarding::attempt {
  http::exchange reply;
  std::string url;
  steady_clock::time_point began;
  bool head = false;
  bool read = false;
  bool repeatable = false;
};

void forwarding::read_mark(http::request& in) {
  const std::string_view text = in.headers.get(peers::forwarded_header);
  if (text.empty() || !node_) return;
  auto mark = node_->marks.read(text, to_name(in.verb), in.target, unix_now_s());
  if (!mark) {
    counters_.marks_refused.fetch_add(1);
    return;
  }
  in.request_id = mark->request_id;
  in.hop = std::make_unique<http::forwarded_hop>(
      http::forwarded_hop{std::move(mark->node), std::move(mark->peer), mark->secure,
                          std::move(mark->body_hash), std::move(mark->once)});
}

bool forwarding::take(http::request& in, const http::route& to, http::exchange& reply) {
  in.as_owner = false;
  if (in.hop && in.hop->body_hash != peers::body_hash_of(in.body)) {
    reply.send(problem{error_code::bad_request, "The mark of the other node is not of this body."});
    return true;
  }
  if (in.doubt == http::doubt::open) {
    settle_doubt(in, reply);
    return true;
  }
  if (in.doubt == http::doubt::settled && !admit_again(in, to, reply)) return true;
  const auto home = seams_.home(in, to);
  if (!home) return false;
  auto stands = seams_.standing(*home);
  if (stands.here) {
    if (in.uncounted && !count_after_all(in, to, reply)) return true;
    in.as_owner = true;
    in.partition = *home;
    return false;
  }
  if (seams_.may_answer_here(in, to)) return false;
  // A node without others waits for itself: its log was slow for longer than its lease.
  if (in.hop || (!node_ && stands.owner)) {
    reply.send(problem{error_code::not_owner});
    return true;
  }
  send_on(in, *home, std::move(stands), reply);
  return true;
}

bool forwarding::is_vouched(const http::request& in) const {
  return seams_.standing(in.partition).here;
}

// Somebody may have made the key a moment ago, on another node.
void forwarding::settle_doubt(http::request& in, http::exchange& reply) {
  in.doubt = http::doubt::settled;
  const auto by = std::min(in.deadline, steady_clock::now() + barrier_max);
  seams_.when_current(control_partition, by, [reply = std::move(reply)](bool current) mutable {
    if (current) return reply.repeat();
    reply.send(problem{error_code::unavailable, "The key can not be checked at the moment."});
  });
}

// The partition has come here since the request was admitted.
bool forwarding::count_after_all(http::request& in, const http::route& to, http::exchange& reply) {
  in.doubt = http::doubt::settled;
  in.uncounted = false;
  return admit_again(in, to, reply);
}

bool forwarding::admit_again(http::request& in, const http::route& to, http::exchange& reply) {
  auto refused = seams_.admit(in, to);
  if (refused) {
    reply.send(std::move(*refused));
    return false;
  }
  in.doubt = http::doubt::none;
  return true;
}

void forwarding::begin_drain() {
  drain_patience_ends_ = steady_clock::now() + drain_patience;
  draining_ = true;
}

bool forwarding::may_wait_for_owner() const {
  return !draining_ || steady_clock::now() < drain_patience_ends_;
}

void forwarding::wait_for_owner(http::exchange reply) {
  if (may_wait_for_owner()) return room_.add(std::move(reply));
  counters_.given_up.fetch_add(1);
  reply.send(problem{error_code::unavailable});
}

void forwarding::send_on(http::request& in, partition_id home, producers::partition_standing stands,
                         http::exchange& reply) {
  if (steady_clock::now() >= in.deadline + wait_asked(in)) {
    counters_.given_up.fetch_add(1);
    return reply.send(problem{error_code::not_owner});
  }
  const bool reachable = stands.owner && !stands.owner->url.empty() && !is_down(stands.owner->url);
  if (reachable) return try_owner(in, home, *stands.owner, reply);
  reply.hold(in.deadline + wait_asked(in) - steady_clock::now() + way_back,
             problem{error_code::not_owner});
  wait_for_owner(std::move(reply));
}

void forwarding::try_owner(http::request& in, partition_id home,
                           const producers::owner_place& owner, http::exchange& reply) {
  auto to = outbound::parse_target(owner.url, true);
  if (!to) return reply.send(problem{error_code::not_owner});
  const auto asked = wait_asked(in);
  const auto left = wait_left(in);
  std::string target = left == asked ? in.target : target_with_wait(in.target, left);
  auto request = relayed_request(in, *node_, std::move(*to), std::move(target), unix_now_s());
  request.deadline = in.deadline + asked + way_back / 2;
  const auto patience = is_repeatable(in) ? std::chrono::seconds(0) : last_word;
  request.still_wanted = [this, home, epoch = owner.epoch, waits = left.count() != 0, patience,
                          gone = time()]() mutable {
    if (waits && draining_) return false;
    const auto stands = seams_.standing(home);
    if (!stands.here && stands.owner && stands.owner->epoch == epoch) return true;
    const auto now = steady_clock::now();
    if (gone == time()) gone = now;
    return now < gone + patience;
  };
  auto tried = std::make_shared<attempt>();
  tried->url = owner.url;
  tried->began = steady_clock::now();
  tried->head = in.verb == http::method::head;
  tried->read = is_read(in);
  tried->repeatable = is_repeatable(in);
  reply.hold(request.deadline - tried->began + way_back, unknown_outcome(tried->read));
  tried->reply = std::move(reply);
  client_.send(std::move(request),
               [this, tried](peers::peer_answer answer) { ended(*tried, std::move(answer)); });
}

// A wait that was begun elsewhere has used up part of its time.
std::chrono::seconds forwarding::wait_left(const http::request& in) const {
  const auto asked = wait_asked(in);
  if (draining_) return {};
  const auto passed =
      std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - in.begun);
  return std::max(asked - passed, std::chrono::seconds(0));
}

void forwarding::ended(attempt& tried, peers::peer_answer answer) {
  using enum peers::exchange_end;
  if (tried.reply.abandoned()) return;
  if (says_not_owner(answer)) {
    counters_.not_owner.fetch_add(1);
    return wait_for_owner(std::move(tried.reply));
  }
  switch (answer.end) {
    case answered:
      counters_.count_answer(
          std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - tried.began));
      return tried.reply.send(relayed_answer(std::move(answer), tried.head));
    case not_sent:
      counters_.not_reached.fetch_add(1);
      mark_down(tried.url);
      return wait_for_owner(std::move(tried.reply));
    case broken_off:
    case timed_out:
      counters_.broken.fetch_add(1);
      if (tried.repeatable) return wait_for_owner(std::move(tried.reply));
      return tried.reply.send(unknown_outcome(tried.read));
    case too_many:
      counters_.refused.fetch_add(1);
      return tried.reply.send(problem{error_code::unavailable});
  }
}

bool forwarding::is_down(const std::string& url) {
  const std::lock_guard lock(mutex_);
  const auto found = down_.find(url);
  if (found == down_.end()) return false;
  if (steady_clock::now() < found->second) return true;
  down_.erase(found);
  return false;
}

void forwarding::mark_down(const std::string& url) {
  const std::lock_guard lock(mutex_);
  down_[url] = steady_clock::now() + down_for;
}

}  // namespace carnet::cluster
