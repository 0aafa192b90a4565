// The body of one pull: waits for an event if it has to, then sends a bounded page piece by piece,
// and behind it the cursor of the next. It holds no events.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "api/exports/ocsf_streams.hpp"
#include "api/http/body_source.hpp"
#include "api/http/lease.hpp"

namespace carnet::exports {

struct ocsf_wish {
  schemas::ocsf_version version = schemas::ocsf_newest;
  std::vector<schemas::ocsf_stream> streams;  // in the order they are told
  ocsf_places after;
  std::size_t limit = 0;
  std::chrono::seconds wait{0};
};

class ocsf_page final : public http::body_source {
 public:
  // `key_hash` is the caller's: a page that waits ends empty when the key is revoked. `place` is
  // what a waiting read holds.
  ocsf_page(const service& app, std::shared_ptr<const projections::access> caller,
            std::string key_hash, std::optional<http::lease> place, ocsf_wish wish);
  ~ocsf_page() override;

  void begin(std::shared_ptr<http::stream_wake> wake) override;
  http::flow next(std::string& into) override;
  std::chrono::milliseconds patience() const override;
  void stop() override { stopping_ = true; }

 private:
  using clock = std::chrono::steady_clock;

  bool has_more() const;
  bool must_end();
  bool fill(schemas::ocsf_stream stream, std::string& into);
  void append_end(std::string& into) const;

  const service& app_;
  const std::shared_ptr<const projections::access> caller_;
  const std::string key_hash_;
  const std::optional<http::lease> place_;
  ocsf_wish wish_;  // `after` moves on
  std::shared_ptr<http::stream_wake> wake_;
  const clock::time_point ends_at_;
  std::size_t sent_ = 0;
  bool opened_ = false;
  bool revoked_ = false;
  bool stopping_ = false;
};

}  // namespace carnet::exports
