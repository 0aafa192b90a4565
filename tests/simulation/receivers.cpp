#include "tests/simulation/receivers.hpp"

#include "projections/apply.hpp"
#include "projections/identity/queries.hpp"
#include "projections/webhook/queries.hpp"
#include "schemas/codec.hpp"
#include "storage/kv/keys.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/support/memory_rows.hpp"

namespace carnet::test {
namespace {

namespace keys = storage::keys;
using processors::endpoint_plan;
using projections::placed_fact;
using projections::webhook_row;

bool may_be_told(const storage::row_reader& rows, const identity_id& id) {
  const auto owner = projections::load_row<projections::identity_row>(rows, keys::identity(id));
  return owner && owner->state.policy.allow_webhooks;
}

// What each endpoint was to be told, as the log says: by what it wanted when the event happened.
using expectations = std::map<webhook_id, std::set<std::uint64_t>>;

class told_by_the_log {
 public:
  expectations read(const log_disk& disk) {
    record_sequence sequence = 0;
    for (const auto& stored : disk.records) {
      const auto rec = schemas::decode(stored.bytes);
      const bool public_one = !rec->project.empty();
      std::vector<webhook_row> hooks;
      std::uint64_t before = 0;
      if (public_one) {
        hooks = projections::webhooks_before(rows_, rec->project, UINT64_MAX, 1000);
        before = projections::counters_of(rows_, rec->project).sequence;
      }
      projections::notices unused;
      projections::application step(*rec, {1, ++sequence}, rows_, unused);
      if (!step.events()) throw broken_promise{"the log can not be applied"};
      step.remember();
      if (public_one) add(hooks, *rec, before);
    }
    return std::move(expected_);
  }

 private:
  void add(const std::vector<webhook_row>& hooks, const record& rec, std::uint64_t before) {
    const auto after = projections::counters_of(rows_, rec.project).sequence;
    for (std::uint64_t place = before + 1; place <= after && !hooks.empty(); ++place) {
      const auto fact = projections::fact_at(rows_, rec.project, place);
      if (!fact->row.is_public() || !may_be_told(rows_, fact->identity_at(place))) continue;
      for (const auto& hook : hooks) {
        const auto types = hook.settings.event_types;
        const auto bit = 1u << static_cast<unsigned>(fact->row.type);
        if (hook.enabled && (types == 0 || (types & bit) != 0)) expected_[hook.id].insert(place);
      }
    }
  }

  memory_rows rows_;
  expectations expected_;
};

}  // namespace

void receivers::forget() {
  recipients_.clear();
  under_way_.clear();
  life_ = std::make_shared<int>(0);
}

void receivers::run(const storage::row_reader& rows, unix_us now, const processors::submit& send) {
  read(rows);
  for (auto& [id, to] : recipients_) start(rows, id, to, now);
  end_some(rows, now);
  for (auto& [id, to] : recipients_) report(id, to, now, send);
  if (!peace_ && !recipients_.empty() && chance_.chance(100)) replay_one(rows, send);
}

// Its owner asks for an event again, at any time, before the cursor has come to it or behind.
void receivers::replay_one(const storage::row_reader& rows, const processors::submit& send) {
  const auto chosen = std::next(recipients_.begin(),
                                static_cast<std::ptrdiff_t>(chance_.below(recipients_.size())));
  const project_id& project = chosen->second.plan->row().project;
  const auto last = projections::counters_of(rows, project).sequence;
  const auto fact = projections::fact_at(rows, project, 1 + chance_.below(last + 1));
  if (!fact || !fact->row.is_public()) return;
  delivery_attempt attempt;
  attempt.place = fact->first + chance_.below(fact->row.identities.size());
  attempt.event = fact->id_at(attempt.place);
  attempt.identity = fact->identity_at(attempt.place);
  attempt.replay = true;
  attempt.status = chance_.chance(500) ? 200 : 500;
  if (attempt.status != 200) attempt.error = delivery_error::status;
  if (attempt.delivered()) reached_[chosen->first].emplace(attempt.place, attempt.event);
  producers::submission s;
  s.seed = chance_.bytes(16);
  s.project = project;
  record_deliveries wish;
  wish.id = chosen->first;
  wish.attempts.push_back({std::move(attempt), 0, 0});
  s.wish = std::move(wish);
  s.way = producers::lane::background;
  s.done = [](const producers::completion&) {};
  send(std::move(s));
}

void receivers::read(const storage::row_reader& rows) {
  std::set<webhook_id> there;
  for (webhook_row& row : projections::all_webhooks(rows)) {
    there.insert(row.id);
    recipient& to = recipients_[row.id];
    if (!to.plan) {
      to.plan = std::make_unique<endpoint_plan>(rows, std::move(row));
    } else {
      to.plan->set(std::move(row));
      to.plan->read_due(rows);
    }
    to.plan->read_stream(rows);
  }
  std::erase_if(recipients_, [&there](const auto& one) { return !there.contains(one.first); });
}

void receivers::start(const storage::row_reader& rows, const webhook_id& id, recipient& to,
                      unix_us now) {
  while (auto attempt = to.plan->next(now)) {
    if (!attempt->fact) {
      attempt->fact = std::make_shared<const placed_fact>(
          projections::fact_at(rows, to.plan->row().project, attempt->place).value());
    }
    const identity_id& identity = attempt->fact->identity_at(attempt->place);
    if (attempt->number == 1) {
      std::uint64_t& latest = to.first_attempts[identity];
      if (latest >= attempt->place) throw broken_promise{"events of an identity out of order"};
      latest = attempt->place;
      if (!may_be_told(rows, identity)) {
        to.plan->skip(*attempt);
        continue;
      }
    }
    under_way_.push_back({id, std::move(*attempt)});
  }
}

void receivers::end_some(const storage::row_reader& rows, unix_us now) {
  std::vector<under_way> left;
  for (under_way& one : std::exchange(under_way_, {})) {
    if (!recipients_.contains(one.endpoint)) continue;
    if (peace_ || chance_.chance(700)) {
      end(rows, one, now);
    } else {
      left.push_back(std::move(one));
    }
  }
  under_way_ = std::move(left);
}

void receivers::end(const storage::row_reader&, const under_way& one, unix_us now) {
  attempt_result result;
  delivery_attempt& facts = result.facts;
  facts.place = one.attempt.place;
  facts.number = one.attempt.number;
  facts.event = one.attempt.fact->id_at(facts.place);
  facts.identity = one.attempt.fact->identity_at(facts.place);
  facts.status = peace_ || chance_.chance(700) ? 200 : chance_.chance(30) ? 410 : 500;
  if (facts.status != 200) facts.error = delivery_error::status;
  result.jitter_permille = static_cast<std::uint16_t>(chance_.below(1001));
  // An answer that says no may come from somebody who has read the event all the same.
  const auto [known, first] = reached_[one.endpoint].emplace(facts.place, facts.event);
  if (known->second != facts.event) throw broken_promise{"an event changed its id"};
  if (!facts.delivered() && first) reached_[one.endpoint].erase(known);
  recipients_.at(one.endpoint).plan->ended(one.attempt, std::move(result), now);
}

void receivers::report(const webhook_id& id, recipient& from, unix_us now,
                       const processors::submit& send) {
  auto wish = from.plan->report(now);
  if (!wish) return;
  producers::submission s;
  s.seed = chance_.bytes(16);
  s.project = from.plan->row().project;
  s.wish = std::move(*wish);
  s.way = producers::lane::background;
  s.done = [this, id, now, life = std::weak_ptr(life_)](const producers::completion& answer) {
    const auto found = recipients_.find(id);
    if (life.expired() || found == recipients_.end()) return;
    found->second.plan->reported(!std::holds_alternative<producers::refusal>(answer), now);
  };
  send(std::move(s));
}

void receivers::check(const log_disk& disk, const storage::row_reader& rows) const {
  const auto expected = told_by_the_log().read(disk);
  for (const webhook_row& row : projections::all_webhooks(rows)) {
    const auto wanted = expected.find(row.id);
    if (!row.enabled || wanted == expected.end()) continue;
    const auto told = reached_.find(row.id);
    for (const std::uint64_t place : wanted->second) {
      if (told != reached_.end() && told->second.contains(place)) continue;
      const auto given_up = projections::find_delivery(rows, row.id, place);
      if (!given_up || given_up->state != projections::delivery_state::exhausted)
        throw broken_promise{"an event never reached an endpoint"};
    }
    if (!projections::deliveries_due(rows, row.id, 1).empty())
      throw broken_promise{"a delivery waits for ever"};
  }
}

}  // namespace carnet::test
