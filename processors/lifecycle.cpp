#include "processors/lifecycle.hpp"

#include <map>

#include "processors/derived_id.hpp"
#include "processors/loop/round.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::processors {
namespace {

namespace keys = storage::keys;

// While commands are under way the rows still show their deadlines: nothing is sent until they have
// ended.
class lifecycle_processor final : public processor {
 public:
  explicit lifecycle_processor(std::function<void()> wake) : round_(std::move(wake)) {}

  std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                  const submit& send) override {
    if (round_.busy()) return std::nullopt;
    if (round_.take_refused()) return now + refused_pause_us;
    std::optional<unix_us> next;
    std::map<project_id, due_work> due;
    const auto prefix = keys::deadlines();
    std::size_t found = 0;
    rows.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto project) {
      storage::row_key_reader parts(key.substr(prefix.view().size()));
      const auto at = parts.template number<unix_us>();
      if (at > now) {
        next = at;
        return false;
      }
      auto& work = due[project_id{std::string(project)}];
      work.ids.push_back(parts.template id<identity_id>());
      work.token.append(key);
      return ++found < expiries_per_command_max;
    });
    std::string all;
    for (const auto& [project, work] : due) all += work.token;
    if (!due.empty()) {
      if (const auto later = round_.hold_back(all, now)) return later;
    }
    round_.begin(due.size());
    for (auto& [project, work] : due) send(command_for(project, std::move(work)));
    return next;
  }

 private:
  struct due_work {
    std::vector<identity_id> ids;
    std::string token;  // what makes this command the same when it is sent again
  };

  producers::submission command_for(const project_id& project, due_work work) {
    producers::submission s;
    s.command_id = derived_id("deadlines", work.token);
    s.seed = derived_id("deadlines seed", work.token);
    s.project = project;
    s.wish = pass_deadlines{std::move(work.ids)};
    s.way = producers::lane::background;
    s.done = [this](const producers::completion& answer) { round_.ended(answer); };
    return s;
  }

  round round_;
};

}  // namespace

std::unique_ptr<processor> make_lifecycle_processor(std::function<void()> wake) {
  return std::make_unique<lifecycle_processor>(std::move(wake));
}

}  // namespace carnet::processors
