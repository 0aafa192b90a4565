#include "api/cluster/stream_counts.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace carnet::cluster {
namespace {

std::uint32_t less(std::uint32_t from, std::uint32_t what) { return from > what ? from - what : 0; }

// What the owner lets this node have; everything when it gave no answer.
std::uint32_t allowed(const std::optional<std::string>& answer, const charge_line& asked) {
  const auto lines = answer ? read_charges(*answer) : std::nullopt;
  return lines && lines->size() == 1 ? lines->front().count : asked.count;
}

}  // namespace

// Leases of it may live longer than the counts.
class stream_counts::open_here : public std::enable_shared_from_this<open_here> {
 public:
  std::optional<http::lease> hold(const std::string& project, std::size_t limit) {
    const std::lock_guard lock(mutex_);
    if (limit == 0) return std::nullopt;
    std::size_t& taken = taken_[project];
    if (taken >= limit) return std::nullopt;
    ++taken;
    return http::lease(std::make_shared<place>(shared_from_this(), project), 1);
  }

  std::uint32_t count(const std::string& project) const {
    const std::lock_guard lock(mutex_);
    const auto found = taken_.find(project);
    return found == taken_.end() ? 0 : static_cast<std::uint32_t>(found->second);
  }

 private:
  class place final : public http::lease_source {
   public:
    place(std::shared_ptr<open_here> all, std::string project)
        : all_(std::move(all)), project_(std::move(project)) {}
    void give_back(std::size_t amount) noexcept override { all_->give_back(project_, amount); }

   private:
    const std::shared_ptr<open_here> all_;
    const std::string project_;
  };

  void give_back(const std::string& project, std::size_t amount) noexcept {
    const std::lock_guard lock(mutex_);
    const auto found = taken_.find(project);
    if (found != taken_.end() && (found->second -= amount) == 0) taken_.erase(found);
  }

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> taken_;
};

stream_counts::stream_counts(std::function<producers::partition_standing(partition_id)> standing,
                             charge_sender send)
    : here_(std::make_shared<open_here>()),
      standing_(std::move(standing)),
      send_(std::move(send)) {}

stream_counts::~stream_counts() = default;

void stream_counts::take(const std::string& project, partition_id home, std::uint32_t limit,
                         place_taker done) {
  const auto stands = standing_(home);
  std::optional<http::lease> place;
  {
    const std::lock_guard lock(mutex_);
    place =
        here_->hold(project, less(limit, stands.here ? elsewhere(project, {}, clock::now()) : 0));
    accounts_[project] = {home, limit};
  }
  const bool asks = place && !stands.here && stands.owner && !stands.owner->url.empty();
  if (!asks) return done(std::move(place));
  ask(*stands.owner, {.key = project, .per_minute = limit, .count = here_->count(project)},
      [place = std::move(place), done = std::move(done)](bool granted) mutable {
        done(granted ? std::move(place) : std::nullopt);
      });
}

void stream_counts::ask(const producers::owner_place& owner, charge_line line,
                        std::move_only_function<void(bool granted)> done) {
  std::string text;
  append_line(text, line);
  auto taker = std::make_shared<std::move_only_function<void(bool)>>(std::move(done));
  send_(owner, std::move(text), [taker, line = std::move(line)](const auto& answer) {
    (*taker)(allowed(answer, line) >= line.count);
  });
}

void stream_counts::tell(const std::string& node, std::vector<charge_line>& lines,
                         clock::time_point now) {
  const std::lock_guard lock(mutex_);
  for (auto& line : lines) {
    const auto taken = here_->count(line.key) + elsewhere(line.key, node, now);
    line.count = std::min(line.count, less(line.per_minute, taken));
    if (told_.size() >= projects_max && !told_.contains(line.key)) continue;
    told_[line.key][node] = {line.count, now};
  }
}

std::uint32_t stream_counts::elsewhere(const std::string& project, const std::string& but,
                                       clock::time_point now) {
  const auto found = told_.find(project);
  if (found == told_.end()) return 0;
  std::erase_if(found->second,
                [now](const auto& one) { return one.second.at + forgotten_after < now; });
  std::uint32_t sum = 0;
  for (const auto& [node, one] : found->second) sum += node == but ? 0 : one.count;
  return sum;
}

void stream_counts::flush() {
  for (auto& [to, lines] : messages()) send_(to, std::move(lines), [](const auto&) {});
}

// The last of a project says that there is none any more.
std::vector<std::pair<producers::owner_place, std::string>> stream_counts::messages() {
  std::vector<std::pair<producers::owner_place, std::string>> out;
  std::map<std::string, std::pair<std::size_t, std::size_t>> open;  // by url: which, its lines
  const std::lock_guard lock(mutex_);
  for (auto& [project, from] : told_) elsewhere(project, {}, clock::now());
  std::erase_if(told_, [](const auto& one) { return one.second.empty(); });
  for (const auto& [project, one] : accounts_) {
    const auto stands = standing_(one.home);
    if (stands.here || !stands.owner || stands.owner->url.empty()) continue;
    auto& [which, lines] = open.try_emplace(stands.owner->url, 0, charge_lines_max).first->second;
    if (lines == charge_lines_max) {
      which = out.size();
      lines = 0;
      out.emplace_back(*stands.owner, std::string());
    }
    ++lines;
    append_line(
        out[which].second,
        charge_line{.key = project, .per_minute = one.limit, .count = here_->count(project)});
  }
  std::erase_if(accounts_, [this](const auto& one) { return here_->count(one.first) == 0; });
  return out;
}

}  // namespace carnet::cluster
