#include "api/realtime/event_stream.hpp"

#include <algorithm>

#include "api/realtime/frames.hpp"
#include "api/realtime/stream_hub.hpp"

namespace carnet::realtime {
namespace {

constexpr std::chrono::seconds keep_alive_after{15};
constexpr std::string_view keep_alive = ": keep-alive\n\n";
// Looked at for one piece, wanted or not: the loop has other connections.
constexpr std::size_t looks_max = 500;

std::uint8_t form_of(const stream_wish& wish) {
  constexpr std::uint8_t of_access = 16;
  const auto version = static_cast<std::uint8_t>(wish.version);
  return wish.stream == schemas::ocsf_stream::access ? version | of_access : version;
}

}  // namespace

event_stream::event_stream(const service& app, std::shared_ptr<const projections::access> caller,
                           std::string key_hash, http::lease place, stream_wish wish)
    : app_(app),
      caller_(std::move(caller)),
      key_hash_(std::move(key_hash)),
      place_(std::move(place)),
      wish_(std::move(wish)),
      ends_at_(clock::now() + app.stream_length),
      last_sent_(clock::now()) {}

event_stream::~event_stream() {
  if (wake_) app_.streams.leave(caller_->project, wake_);
}

void event_stream::begin(std::shared_ptr<http::stream_wake> wake) {
  wake_ = std::move(wake);
  app_.streams.join(caller_->project, wake_);
}

http::flow event_stream::next(std::string& into) {
  if (!may_go_on()) return http::flow::ends;
  if (!opened_) into += opening_frame(app_, *caller_, wish_.stream, wish_.after);
  opened_ = true;
  const bool more = read_batch(into);
  const auto now = clock::now();
  if (into.empty() && now - last_sent_ >= keep_alive_after) into += keep_alive;
  if (!into.empty()) last_sent_ = now;
  return more ? http::flow::more : http::flow::waits;
}

std::chrono::milliseconds event_stream::patience() const {
  const auto until = std::min(last_sent_ + keep_alive_after, ends_at_);
  return std::max(std::chrono::ceil<std::chrono::milliseconds>(until - clock::now()),
                  std::chrono::milliseconds(1));
}

partition_id event_stream::partition() const {
  return wish_.stream == schemas::ocsf_stream::access ? control_partition : caller_->partition;
}

// Asked before every piece, so that a key's revocation stops the events at once.
bool event_stream::may_go_on() const {
  return !stopping_ && clock::now() < ends_at_ && app_.core.directory().find_key(key_hash_);
}

// Appends what comes next; true when there may be more.
bool event_stream::read_batch(std::string& into) {
  bool more = false;
  std::size_t looks = 0;
  std::size_t sent = 0;
  projections::facts_from(app_.core.state(partition()), caller_->project, wish_.after + 1,
                          [&](projections::placed_fact&& fact) {
                            more = ++looks > looks_max || !send_fact(fact, into, sent);
                            return !more;
                          });
  return more;
}

// The fact's events that the reader does not have; false when the piece is full before the last.
bool event_stream::send_fact(const projections::placed_fact& fact, std::string& into,
                             std::size_t& sent) {
  const auto type = static_cast<unsigned>(fact.row.type);
  if (wish_.kind != stream_kind::ocsf && (wish_.types >> type & 1U) == 0) {
    wish_.after = fact.last();
    return true;
  }
  while (wish_.after < fact.last()) {
    if (sent == wish_.batch || into.size() >= piece_bytes) return false;
    const std::uint64_t place = wish_.after + 1;
    if (is_wanted(fact, place)) {
      append_frame(fact, place, into);
      ++sent;
    }
    wish_.after = place;
  }
  return true;
}

bool event_stream::is_wanted(const projections::placed_fact& fact, std::uint64_t place) const {
  return wish_.only.empty() || fact.identity_at(place) == wish_.only;
}

void event_stream::append_frame(const projections::placed_fact& fact, std::uint64_t place,
                                std::string& into) {
  const bool ocsf = wish_.kind == stream_kind::ocsf;
  const frame_key key{caller_->project, place, wish_.kind, ocsf ? form_of(wish_) : std::uint8_t{0}};
  std::uint64_t seen = 0;
  auto frame = app_.streams.frames.find(key, seen);
  if (!frame) {
    frame = std::make_shared<const std::string>(
        ocsf ? render_ocsf_frame(app_, *caller_, fact, place, {wish_.stream, wish_.version})
             : render_frame(app_, *caller_, fact, place, wish_.kind));
    app_.streams.frames.put(key, frame, seen);
  }
  into += *frame;
}

}  // namespace carnet::realtime
