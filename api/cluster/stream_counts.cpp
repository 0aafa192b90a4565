#include "api/cluster/stream_counts.hpp"

#include <algorithm>
#include <map>

namespace carnet::cluster {
namespace {

std::uint32_t less(std::uint32_t from, std::uint32_t what) { return from > what ? from - what : 0; }

// What the owner lets this node have; everything when it gave no answer.
std::uint32_t allowed(const std::optional<std::string>& answer, const charge_line& asked) {
  const auto lines = answer ? read_charges(*answer) : std::nullopt;
  return lines && lines->size() == 1 ? lines->front().count : asked.count;
}

}  // namespace

stream_counts::stream_counts(std::function<producers::partition_standing(partition_id)> standing,
                             charge_sender send)
    : standing_(std::move(standing)), send_(std::move(send)) {}

std::uint32_t stream_counts::here(const std::string& project) const {
  return static_cast<std::uint32_t>(here_.held(project));
}

void stream_counts::take(const std::string& project, partition_id home, std::uint32_t limit,
                         place_taker done) {
  const auto stands = standing_(home);
  std::optional<http::lease> place;
  {
    const std::lock_guard lock(mutex_);
    place =
        here_.hold(project, less(limit, stands.here ? elsewhere(project, {}, clock::now()) : 0));
    accounts_[project] = {home, limit};
  }
  const bool asks = place && !stands.here && stands.owner && !stands.owner->url.empty();
  if (!asks) return done(std::move(place));
  ask(*stands.owner, {.key = project, .per_minute = limit, .count = here(project)},
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
    const auto taken = here(line.key) + elsewhere(line.key, node, now);
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
    append_line(out[which].second,
                charge_line{.key = project, .per_minute = one.limit, .count = here(project)});
  }
  std::erase_if(accounts_, [this](const auto& one) { return here(one.first) == 0; });
  return out;
}

}  // namespace carnet::cluster
