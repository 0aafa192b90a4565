// One open stream: a place in its project's stream of public events, moved on as its reader takes
// the frames. It holds no queue: a reader that is behind is served from the rows when he is ready.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "api/http/body_source.hpp"
#include "api/http/lease.hpp"
#include "api/realtime/frame_cache.hpp"
#include "api/service.hpp"
#include "projections/stream/queries.hpp"
#include "projections/tenancy/directory.hpp"
#include "schemas/ocsf/mapping.hpp"

namespace carnet::realtime {

struct stream_wish {
  stream_kind kind = stream_kind::mail;
  std::uint64_t after = 0;                               // the last place the reader has
  std::size_t batch = 50;                                // events read at a time
  std::uint32_t types = projections::all_public_events;  // a bit for each that is wanted
  identity_id only;                                      // empty: every identity
  schemas::ocsf_version version = schemas::ocsf_newest;  // of OCSF
  schemas::ocsf_stream stream = schemas::ocsf_stream::events;
};

class event_stream final : public http::body_source {
 public:
  // `key_hash` is the caller's: the stream ends when the key is revoked.
  event_stream(const service& app, std::shared_ptr<const projections::access> caller,
               std::string key_hash, http::lease place, stream_wish wish);
  ~event_stream() override;

  void begin(std::shared_ptr<http::stream_wake> wake) override;
  http::flow next(std::string& into) override;
  std::chrono::milliseconds patience() const override;
  void stop() override { stopping_ = true; }

 private:
  using clock = std::chrono::steady_clock;

  bool may_go_on() const;
  partition_id partition() const;
  bool read_batch(std::string& into);
  bool send_fact(const projections::placed_fact& fact, std::string& into, std::size_t& sent);
  bool is_wanted(const projections::placed_fact& fact, std::uint64_t place) const;
  void append_frame(const projections::placed_fact& fact, std::uint64_t place, std::string& into);

  const service& app_;
  const std::shared_ptr<const projections::access> caller_;
  const std::string key_hash_;
  const http::lease place_;
  stream_wish wish_;  // `after` moves on
  std::shared_ptr<http::stream_wake> wake_;
  const clock::time_point ends_at_;
  clock::time_point last_sent_;
  bool opened_ = false;
  bool stopping_ = false;
};

}  // namespace carnet::realtime
