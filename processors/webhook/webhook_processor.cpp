#include "processors/webhook/webhook_processor.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "processors/derived_id.hpp"
#include "processors/webhook/delivery_desk.hpp"
#include "processors/webhook/endpoint_plan.hpp"
#include "producers/publication/delivery_request.hpp"
#include "projections/identity/queries.hpp"
#include "projections/webhook/queries.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::processors {
namespace {

using producers::opened_webhook;
using projections::identity_row;
using projections::placed_fact;
using projections::webhook_row;

// Requests under way in a partition; a project gets its share of them, and never less than a few.
constexpr std::size_t in_flight_max = 2048;
constexpr std::size_t project_share_min = 16;

bool has_all(const identity& state, const std::vector<std::string>& tag_hashes) {
  return std::ranges::all_of(tag_hashes, [&state](const auto& hash) {
    return std::ranges::find(state.tag_hashes, hash) != state.tag_hashes.end();
  });
}

// Spreads retries; from the delivery alone, so that it is the same after a restart.
std::uint16_t jitter_of(const webhook_id& endpoint, const planned_attempt& attempt) {
  const auto hash = crypto::sha256(endpoint.text + std::to_string(attempt.place) + "/" +
                                   std::to_string(attempt.number));
  return static_cast<std::uint16_t>((hash[0] << 8 | hash[1]) % 1001);
}

class webhook_processor final : public processor {
 public:
  webhook_processor(webhook_processor_options options, std::function<void()> wake)
      : o_(std::move(options)), desk_(std::make_shared<delivery_desk>(std::move(wake))) {}

  ~webhook_processor() override {
    desk_->close();
    show({});
  }

  std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                  const submit& send) override {
    now_ = now;
    take_post();
    const auto news = o_.signals->take();
    if (news.endpoints) read_endpoints(rows);
    for (const auto& project : news.grown) mark_grown(project);
    read_streams(rows);
    start_attempts(rows);
    send_reports(send);
    return next_time();
  }

 private:
  struct endpoint {
    endpoint_plan plan;
    std::optional<opened_webhook> opened;
    bool grown = true;  // the stream may hold more than was read
  };
  using endpoint_map = std::map<webhook_id, endpoint>;

  void take_post() {
    auto post = desk_->take();
    for (auto& one : post.answers) {
      const auto found = endpoints_.find(one.endpoint);
      if (found != endpoints_.end()) take_answer(found->second, one);
    }
    for (const auto& one : post.reports) {
      const auto found = endpoints_.find(one.endpoint);
      if (found != endpoints_.end()) found->second.plan.reported(one.committed, now_);
    }
  }

  void take_answer(endpoint& of, came_back& one) {
    leave(of);
    attempt_result result;
    if (of.opened) {
      result.facts = producers::attempt_of(*of.opened, one.event, one.answer);
    } else {
      result.facts.event = one.event;
      result.facts.error = delivery_error::unavailable;
    }
    result.facts.place = one.attempt.place;
    result.facts.number = one.attempt.number;
    result.facts.identity = one.identity;
    result.jitter_permille = jitter_of(one.endpoint, one.attempt);
    // RFC 9110 gives Retry-After a meaning with these two; with others it is hearsay.
    if (one.answer.status == 429 || one.answer.status == 503)
      result.retry_after_s = one.answer.retry_after_s;
    (result.facts.delivered() ? o_.counters.delivered : o_.counters.failed).fetch_add(1);
    if (result.facts.delivered() && one.attempt.number == 1 && one.attempt.fact)
      o_.counters.times.add(now_ - one.attempt.fact->row.at);
    of.plan.ended(one.attempt, std::move(result), now_);
  }

  void leave(const endpoint& of) {
    --in_flight_;
    const auto share = by_project_.find(of.plan.row().project);
    if (share != by_project_.end() && --share->second == 0) by_project_.erase(share);
  }

  void read_endpoints(const storage::row_reader& rows) {
    std::set<webhook_id> there;
    std::vector<project_id> projects;
    for (webhook_row& row : projections::all_webhooks(rows)) {
      there.insert(row.id);
      projects.push_back(row.project);
      open(rows, std::move(row));
    }
    std::erase_if(endpoints_, [&](const auto& one) {
      if (there.contains(one.first)) return false;
      // What is under way comes back to nobody.
      for (auto left = one.second.plan.in_flight(); left > 0; --left) leave(one.second);
      return true;
    });
    // Endpoints come by their ids, which are drawn.
    std::ranges::sort(projects);
    projects.erase(std::ranges::unique(projects).begin(), projects.end());
    projects_ = std::max<std::size_t>(1, projects.size());
    o_.signals->listen_to(std::move(projects));
  }

  void open(const storage::row_reader& rows, webhook_row row) {
    auto opened = producers::open_webhook(o_.content, o_.partition, row, o_.allow_private);
    const auto known = endpoints_.find(row.id);
    if (known == endpoints_.end()) {
      const webhook_id id = row.id;
      endpoints_.emplace(id,
                         endpoint{endpoint_plan(rows, std::move(row)), std::move(opened), true});
      return;
    }
    known->second.opened = std::move(opened);
    known->second.plan.set(std::move(row));
    known->second.plan.read_due(rows);
    known->second.grown = true;
  }

  void mark_grown(const project_id& project) {
    for (auto& [id, one] : endpoints_) {
      if (one.plan.row().project == project) one.grown = true;
    }
  }

  void read_streams(const storage::row_reader& rows) {
    for (auto& [id, one] : endpoints_) {
      if (one.grown) one.grown = one.plan.read_stream(rows);
    }
  }

  // One attempt of each endpoint in turn, beginning behind the one that was served last.
  void start_attempts(const storage::row_reader& rows) {
    const std::size_t share = std::max(project_share_min, in_flight_max / projects_);
    auto at = endpoints_.upper_bound(last_);
    std::size_t idle = 0;
    while (idle < endpoints_.size() && in_flight_ < in_flight_max) {
      if (at == endpoints_.end()) at = endpoints_.begin();
      const bool started = start_one(rows, at->second, share);
      idle = started ? 0 : idle + 1;
      if (started) last_ = at->first;
      if (started && at->second.grown) at->second.grown = at->second.plan.read_stream(rows);
      ++at;
    }
  }

  bool start_one(const storage::row_reader& rows, endpoint& of, std::size_t share) {
    const auto used = by_project_.find(of.plan.row().project);
    if (used != by_project_.end() && used->second >= share) return false;
    auto attempt = of.plan.next(now_);
    if (!attempt) return false;
    if (!attempt->fact) {
      auto fact = projections::fact_at(rows, of.plan.row().project, attempt->place);
      check(fact.has_value(), "a delivery's place lies in the stream");
      attempt->fact = std::make_shared<const placed_fact>(std::move(*fact));
    }
    const auto owner = projections::load_row<identity_row>(
        rows, storage::keys::identity(attempt->fact->identity_at(attempt->place)));
    check(owner.has_value(), "an identity named by the stream exists");
    const bool wanted = owner->state.policy.allow_webhooks &&
                        has_all(owner->state, tags_at(of.plan.row(), attempt->place));
    if (!wanted && attempt->number == 1) {
      of.plan.skip(*attempt);
      return true;
    }
    send(rows, of, std::move(*attempt), *owner);
    return true;
  }

  // The tags the endpoint asked for when the event happened.
  static std::vector<std::string> tags_at(const webhook_row& row, std::uint64_t place) {
    const auto after = std::ranges::upper_bound(row.period_from, place);
    if (after == row.period_from.begin()) return {};
    const auto& joined =
        row.period_tags[static_cast<std::size_t>(after - row.period_from.begin() - 1)];
    std::vector<std::string> hashes;
    for (std::size_t n = 0; n + 16 <= joined.size(); n += 16)
      hashes.push_back(joined.substr(n, 16));
    return hashes;
  }

  void send(const storage::row_reader& rows, endpoint& of, planned_attempt attempt,
            const identity_row& owner) {
    ++in_flight_;
    ++by_project_[of.plan.row().project];
    came_back out{
        of.plan.row().id, attempt, attempt.fact->id_at(attempt.place), owner.state.id, {}};
    if (!of.opened) {
      out.answer.error = delivery_error::unavailable;
      desk_->put(std::move(out));
      return;
    }
    auto event = producers::event_to_deliver(rows, o_.content, o_.partition,
                                             {*attempt.fact, attempt.place, owner});
    auto request = producers::delivery_request(*of.opened, std::move(event), now_);
    o_.send(std::move(request),
            [desk = desk_, out = std::move(out)](outbound::outbound_answer answer) mutable {
              out.answer = std::move(answer);
              desk->put(std::move(out));
            });
  }

  void send_reports(const submit& send) {
    for (auto& [id, one] : endpoints_) {
      auto wish = one.plan.report(now_);
      if (!wish) continue;
      producers::submission s;
      s.seed = crypto::random_string(16);
      s.project = one.plan.row().project;
      s.wish = std::move(*wish);
      s.way = producers::lane::background;
      s.done = [desk = desk_, endpoint_id = id](const producers::completion& answer) {
        // A rejection says that the endpoint is gone: there is nothing left to record.
        desk->put(report_ended{endpoint_id, !std::holds_alternative<producers::refusal>(answer)});
      };
      send(std::move(s));
    }
  }

  std::optional<unix_us> next_time() {
    std::optional<unix_us> at;
    gauges seen;
    seen.endpoints = static_cast<std::int64_t>(endpoints_.size());
    for (const auto& [id, one] : endpoints_) {
      seen.pending += static_cast<std::int64_t>(one.plan.pending());
      seen.failing += one.plan.failing() ? 1 : 0;
      const auto due = one.plan.wake_at(now_);
      if (due) at = at ? std::min(*at, *due) : *due;
    }
    show(seen);
    return at;
  }

  // This partition's part of the sums.
  struct gauges {
    std::int64_t endpoints = 0;
    std::int64_t failing = 0;
    std::int64_t pending = 0;
  };
  void show(const gauges& seen) {
    o_.counters.endpoints.fetch_add(seen.endpoints - shown_.endpoints);
    o_.counters.endpoints_failing.fetch_add(seen.failing - shown_.failing);
    o_.counters.pending.fetch_add(seen.pending - shown_.pending);
    shown_ = seen;
  }

  webhook_processor_options o_;
  std::shared_ptr<delivery_desk> desk_;
  endpoint_map endpoints_;
  webhook_id last_;
  std::map<project_id, std::size_t> by_project_;  // requests under way
  std::size_t in_flight_ = 0;
  std::size_t projects_ = 1;
  unix_us now_ = 0;
  gauges shown_;
};

}  // namespace

std::unique_ptr<processor> make_webhook_processor(webhook_processor_options options,
                                                  std::function<void()> wake) {
  return std::make_unique<webhook_processor>(std::move(options), std::move(wake));
}

}  // namespace carnet::processors
