#include "api/exports/ocsf_page.hpp"

#include <algorithm>

#include "api/http/json_writer.hpp"
#include "api/realtime/stream_hub.hpp"

namespace carnet::exports {

using schemas::ocsf_stream;

ocsf_page::ocsf_page(const service& app, std::shared_ptr<const projections::access> caller,
                     std::string key_hash, std::optional<http::lease> place, ocsf_wish wish)
    : app_(app),
      caller_(std::move(caller)),
      key_hash_(std::move(key_hash)),
      place_(std::move(place)),
      wish_(std::move(wish)),
      ends_at_(clock::now() + wish_.wait) {}

ocsf_page::~ocsf_page() {
  if (wake_) app_.streams.leave(caller_->project, wake_);
}

void ocsf_page::begin(std::shared_ptr<http::stream_wake> wake) {
  if (wish_.wait.count() == 0) return;
  wake_ = std::move(wake);
  app_.streams.join(caller_->project, wake_);
}

http::flow ocsf_page::next(std::string& into) {
  if (!opened_) {
    const bool ends = must_end();
    if (!ends && !has_more()) return http::flow::waits;
    into += R"({"items":[)";
    opened_ = true;
  }
  for (const auto stream : wish_.streams) {
    if (!revoked_ && !fill(stream, into)) return http::flow::more;
  }
  append_end(into);
  return http::flow::ends;
}

std::chrono::milliseconds ocsf_page::patience() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(ends_at_ - clock::now());
  return std::max(left, std::chrono::milliseconds(1));
}

bool ocsf_page::has_more() const {
  auto after = wish_.after;
  return std::ranges::any_of(wish_.streams, [&](ocsf_stream stream) {
    return producers::ocsf_end(source_of(app_, *caller_, stream)) > after.of(stream);
  });
}

// Waiting is over, whether or not there is something to tell.
bool ocsf_page::must_end() {
  revoked_ = app_.core.directory().find_key(key_hash_) == nullptr;
  return revoked_ || stopping_ || clock::now() >= ends_at_;
}

// Appends what the page still has room for; false when the piece is full before that.
bool ocsf_page::fill(ocsf_stream stream, std::string& into) {
  bool full = false;
  std::uint64_t& after = wish_.after.of(stream);
  const auto from = source_of(app_, *caller_, stream);
  producers::walk_ocsf(from, wish_.version, after, [&](const producers::ocsf_item& item) {
    full = into.size() >= piece_bytes;
    if (full || sent_ == wish_.limit) return false;
    if (sent_++ > 0) into += ',';
    into += item.json;
    after = item.sequence;
    return true;
  });
  return !full;
}

void ocsf_page::append_end(std::string& into) const {
  into += R"(],"meta":)";
  http::json_writer json(into);
  json.begin_object();
  json.member("cursor", ocsf_cursor(app_, *caller_, wish_.after));
  json.member("hasMore", !revoked_ && has_more());
  json.member("version", schemas::to_name(wish_.version));
  json.end_object();
  into += '}';
}

}  // namespace carnet::exports
