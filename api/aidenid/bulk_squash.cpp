// Ending many identities, chosen by tags or by ids.
#include <algorithm>
#include <iterator>
#include <set>

#include "api/aidenid/creation.hpp"
#include "api/aidenid/handlers.hpp"
#include "api/aidenid/squash_view.hpp"
#include "api/mutation/squash_steps.hpp"

namespace carnet::aidenid {
namespace {

using producers::decided_view;
using producers::reply;

constexpr std::int64_t squash_limit_default = 1000;
using id_list = std::vector<identity_id>;

// What a bulk squash was asked to do.
struct squash_wish {
  std::vector<std::string> tags;
  std::vector<std::string> tag_hashes;
  bool only_live = true;
  std::uint64_t requested = 0;
  std::size_t most = 0;        // as the plan allows
  std::optional<id_list> ids;  // chosen by id; else by tags
};

// What a look at the rows found, in the order in which it is ended.
struct squash_choice {
  std::uint64_t matched = 0;
  std::uint64_t examined = 0;
  id_list ids;
};

reply squash_reply(const squash_wish& wish, const squash_choice& found, const id_list& squashed) {
  reply out;
  http::json_writer json(out.body);
  json.begin_object();
  json.member("scope", "project");
  json.member("requestedLimit", wish.requested);
  json.member("matchedCount", found.matched);
  json.member("squashedCount", squashed.size());
  json.member("skippedCount", found.examined - squashed.size());
  json.key("tags");
  json.begin_array();
  for (const auto& tag : wish.tags) json.value(tag);
  json.end_array();
  write_ids(json, "identityIds", squashed);
  json.end_object();
  return out;
}

squash_wish read_ids(http::body_reader& body) {
  squash_wish wish;
  const auto names =
      body.required_texts("identity_ids", {.count_max = squashes_per_request_max, .bytes_max = 64});
  wish.requested = names.size();
  wish.ids.emplace();
  for (const auto& name : names) {
    if (auto id = from_wire<identity_tag>(name)) wish.ids->push_back(std::move(*id));
  }
  return wish;
}

squash_wish read_tags(http::body_reader& body, const call& c, const plan& limits) {
  squash_wish wish;
  wish.tags =
      body.texts("tags", {.count_max = 20, .bytes_max = 64}).value_or(std::vector<std::string>{});
  const auto limit =
      body.integer("limit", 1, squashes_per_request_max).value_or(squash_limit_default);
  wish.only_live = body.flag("onlyActive").value_or(true);
  if (!body.flag("confirmAll").value_or(false) && wish.tags.empty()) {
    body.fail("confirmAll", "Without tags every identity is meant: it must be true.");
    return wish;
  }
  wish.requested = static_cast<std::uint64_t>(limit);
  wish.most = std::min<std::uint64_t>(wish.requested, limits.bulk_squash);
  for (const auto& tag : wish.tags) {
    wish.tag_hashes.push_back(c.app.core.hashes().tag(c.caller.project.text, tag));
  }
  return wish;
}

squash_choice choose_by_ids(const storage::row_reader& rows, const project_id& project,
                            const squash_wish& wish) {
  squash_choice found;
  found.examined = wish.requested;
  std::set<identity_id> seen;
  for (const auto& id : *wish.ids) {
    if (!seen.insert(id).second || !projections::find_identity(rows, project, id)) continue;
    found.ids.push_back(id);
  }
  found.matched = found.ids.size();
  return found;
}

// `done`: what earlier steps of the same request took; among the living they match no more.
squash_choice choose_by_tags(const storage::row_reader& rows, const project_id& project,
                             const squash_wish& wish, std::size_t done) {
  const std::size_t gone = wish.only_live ? done : 0;
  auto match = projections::match_tags(rows, project, wish.tag_hashes, wish.only_live,
                                       wish.most - std::min(wish.most, gone));
  squash_choice found{match.matched + gone, match.ids.size() + gone, {}};
  found.ids = std::move(match.ids);
  return found;
}

// The choice is made once, on the worker; each step takes a slice, and the last one answers.
class chosen_squash {
 public:
  chosen_squash(const service& app, std::shared_ptr<const projections::access> caller,
                squash_wish wish)
      : app_(app), caller_(std::move(caller)), wish_(std::move(wish)) {}

  squash_work::portion next(const id_list& done) {
    if (!found_) {
      const auto& rows = app_.core.state(caller_->partition);
      found_ = wish_.ids ? choose_by_ids(rows, caller_->project, wish_)
                         : choose_by_tags(rows, caller_->project, wish_, done.size());
    }
    const std::size_t left = found_->ids.size() - at_;
    if (left <= squashes_per_command_max) return {{}, false};
    at_ += squashes_per_command_max;
    return {{place(at_) - squashes_per_command_max, place(at_)}, true};
  }

  mutation finish(const id_list& done) {
    mutation last;
    last.wish = squash_chosen{{place(at_), found_->ids.cend()}, squash_reason::bulk};
    last.render = [wish = wish_, found = *found_, done](const decided_view& view) {
      auto squashed = done;
      std::ranges::copy(squashed_by(view), std::back_inserter(squashed));
      return squash_reply(wish, found, squashed);
    };
    return last;
  }

 private:
  id_list::const_iterator place(std::size_t at) const {
    return found_->ids.cbegin() + static_cast<std::ptrdiff_t>(at);
  }

  const service& app_;
  const std::shared_ptr<const projections::access> caller_;
  const squash_wish wish_;
  std::optional<squash_choice> found_;
  std::size_t at_ = 0;
};

}  // namespace

void squash_many(const service& app, http::request& in, http::exchange out) {
  http::body_reader body(in);
  const auto c = open_call(app, in, out, hint_of(body));
  if (!c) return;
  const plan& limits = *c->caller.limits;
  auto wish = c->older() ? read_ids(body) : read_tags(body, *c, limits);
  if (auto bad = body.finish()) return out.send(std::move(*bad));
  ticket from = ticket_of(app, in);
  if (c->older() && over_batch(wish.requested, limits.bulk_squash) && !is_remembered(app, from)) {
    return out.send(http::problem{http::error_code::quota_exceeded,
                                  "The plan allows fewer identities in one request."});
  }
  auto job = std::make_shared<chosen_squash>(app, from.caller, std::move(wish));
  squash_work work;
  work.next = [job](const id_list& done) { return job->next(done); };
  work.finish = [job](const id_list& done) { return job->finish(done); };
  squash_in_steps(app, std::move(from), std::move(work), std::move(out));
}

}  // namespace carnet::aidenid
