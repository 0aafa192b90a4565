// Random commands, decided and applied one by one: indexes and counters stay in step with the rows,
// what is decided again after it was applied changes nothing, and limits hold at every moment.
#include <gtest/gtest.h>

#include <map>

#include "producers/writer/decide_command.hpp"
#include "projections/apply.hpp"
#include "projections/event_ids.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"
#include "tests/simulation/workload.hpp"
#include "tests/support/memory_rows.hpp"
#include "tests/support/rows_audit.hpp"

namespace carnet::test {
namespace {

using producers::command;

// Commands that say what should be, not what should be added: a repeat of them has nothing left to
// do.
bool wants_a_state(const command& wish) {
  return std::holds_alternative<revoke_children>(wish) ||
         std::holds_alternative<squash_chosen>(wish) ||
         std::holds_alternative<pass_deadlines>(wish) ||
         std::holds_alternative<record_extraction>(wish) ||
         std::holds_alternative<shred_content>(wish) || std::holds_alternative<change_plan>(wish) ||
         std::holds_alternative<change_limits>(wish) ||
         std::holds_alternative<revoke_api_key>(wish);
}

// Commands that bring something about once: a repeat of them is refused.
bool happens_once(const command& wish) {
  const auto* made = std::get_if<provision_identities>(&wish);
  return (made != nullptr && !made->items.empty()) ||
         std::holds_alternative<squash_identity>(wish) ||
         std::holds_alternative<create_organization>(wish) ||
         std::holds_alternative<create_project>(wish) ||
         std::holds_alternative<create_api_key>(wish);
}

class random_commands {
 public:
  explicit random_commands(std::uint64_t seed) : clients_(seed) {
    record founding;
    founding.recorded_at = now_;
    founding.events.emplace_back(deployment_created{});
    apply(founding);
  }

  void run(int commands) {
    for (int n = 0; n < commands; ++n) {
      now_ += clients_.chance().between(0, 1000) * us_per_second;
      if (n % 5 == 0) pass_what_is_due();
      if (n % 3 == 0) extract_something();
      wanted_command one = clients_.draw();
      try_one(one.project, one.limits, one.wish);
    }
    EXPECT_EQ(audit_rows(rows_), std::vector<std::string>{});
  }

 private:
  producers::submission submission_of(const project_id& project, const plan& limits,
                                      const command& wish) {
    producers::submission s;
    s.project = project;
    s.limits = limits;
    s.wish = wish;
    return s;
  }

  void try_one(const project_id& project, const plan& limits, const command& wish) {
    const auto s = submission_of(project, limits, wish);
    auto decided = producers::decide_command(s, rows_, now_);
    if (!decided || decided->empty()) return;
    record rec;
    rec.command_id = clients_.chance().bytes(16);
    rec.seed = clients_.chance().bytes(16);
    rec.recorded_at = now_;
    rec.project = project;
    rec.events = std::move(*decided);
    apply(rec);
    for (std::size_t n = 0; n < rec.events.size(); ++n) {
      if (const auto* mail = std::get_if<mail_received>(&rec.events[n])) {
        const auto id = projections::event_id_of(rec.seed, n);
        clients_.add_mail(project, mail->identity, id);
        pending_.push_back({project, record_extraction{id, mail->identity, 1, "v", 900, "1", ""}});
      }
    }
    if (!limits.name.empty()) {
      const auto live = projections::counters_of(rows_, project).live();
      EXPECT_LE(live, limits.live_identities);
    }
    again(s);
  }

  // The same command over the rows it left.
  void again(const producers::submission& s) {
    const auto repeated = producers::decide_command(s, rows_, now_);
    if (wants_a_state(s.wish)) {
      EXPECT_TRUE(repeated && repeated->empty()) << s.wish.index();
    }
    if (happens_once(s.wish)) {
      EXPECT_FALSE(repeated) << s.wish.index();
    }
  }

  void pass_what_is_due() {
    std::map<project_id, pass_deadlines> due;
    const auto prefix = storage::keys::deadlines();
    rows_.scan(prefix, prefix.end_of_prefix(), [&](auto key, auto project) {
      storage::row_key_reader parts(key.substr(2));
      if (parts.template number<unix_us>() > now_) return false;
      due[{std::string(project)}].identities.push_back(parts.template id<identity_id>());
      return true;
    });
    for (const auto& [project, wish] : due) {
      try_one(project, {}, wish);
      for (const identity_id& id : wish.identities) try_one(project, {}, shred_content{id, 0});
    }
  }

  void extract_something() {
    if (pending_.empty()) return;
    const auto one = clients_.chance().pick(pending_);
    try_one(one.first, {}, one.second);
  }

  void apply(const record& rec) {
    projections::application step(rec, {1, ++sequence_}, rows_, notices_);
    ASSERT_TRUE(step.events().has_value());
    step.remember();
    notices_.clear();
  }

  workload clients_;
  memory_rows rows_;
  projections::notices notices_;
  std::vector<std::pair<project_id, record_extraction>> pending_;
  unix_us now_ = 1'750'000'000 * us_per_second;
  record_sequence sequence_ = 0;
};

TEST(random_commands_property, rows_agree_and_repeats_change_nothing) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE(seed);
    random_commands(seed).run(150);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace carnet::test
