#include "processors/retention.hpp"

#include <atomic>

#include "processors/derived_id.hpp"
#include "processors/loop/round.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::processors {
namespace {

namespace keys = storage::keys;
constexpr int shreds_per_round_max = 64;

class retention_processor final : public processor {
 public:
  retention_processor(duration_s retention_s, std::function<void()> purge,
                      std::function<void()> wake)
      : retention_s_(retention_s), purge_(std::move(purge)), round_(std::move(wake)) {}

  std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                  const submit& send) override {
    if (round_.busy()) return std::nullopt;
    if (round_.take_refused()) return now + refused_pause_us;
    if (shredded_.exchange(false)) purge_();
    std::optional<unix_us> next;
    std::vector<producers::submission> wanted;
    const auto prefix = keys::shreds_due();
    rows.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto project) {
      storage::row_key_reader parts(key.substr(prefix.view().size()));
      const unix_us due = after(parts.template number<unix_us>(), retention_s_);
      if (due > now) {
        next = due;
        return false;
      }
      wanted.push_back(
          command_for(parts.template id<identity_id>(), project_id{std::string(project)}));
      return wanted.size() < shreds_per_round_max;
    });
    std::string all;
    for (const auto& one : wanted) all += one.command_id;
    if (!wanted.empty()) {
      if (const auto later = round_.hold_back(all, now)) return later;
    }
    round_.begin(wanted.size());
    for (auto& one : wanted) send(std::move(one));
    return next;
  }

 private:
  producers::submission command_for(const identity_id& id, const project_id& project) {
    producers::submission s;
    s.command_id = derived_id("shred", id.text);
    s.seed = derived_id("shred seed", id.text);
    s.project = project;
    s.wish = shred_content{id, retention_s_};
    s.keys.push_back({to_wire(id), {}});
    s.way = producers::lane::background;
    s.done = [this](const producers::completion& answer) {
      if (std::holds_alternative<producers::committed>(answer)) shredded_.store(true);
      round_.ended(answer);
    };
    return s;
  }

  const duration_s retention_s_;
  std::function<void()> purge_;
  round round_;
  std::atomic<bool> shredded_{false};
};

}  // namespace

std::unique_ptr<processor> make_retention_processor(duration_s retention_s,
                                                    std::function<void()> purge,
                                                    std::function<void()> wake) {
  return std::make_unique<retention_processor>(retention_s, std::move(purge), std::move(wake));
}

}  // namespace carnet::processors
