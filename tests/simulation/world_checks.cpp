// What must hold while a run goes on, and once it has been left in peace.
#include <fmt/format.h>

#include "processors/derived_id.hpp"
#include "projections/identity/queries.hpp"
#include "projections/tenancy/rows.hpp"
#include "storage/kv/keys.hpp"
#include "tests/simulation/world.hpp"
#include "tests/support/rows_audit.hpp"

namespace carnet::test {
namespace {

namespace keys = storage::keys;

constexpr int rounds_max = 2000;
constexpr std::size_t extractions_per_round_max = 8;

bool has_rows(const memory_rows& rows, const storage::row_key& prefix) {
  bool found = false;
  rows.scan(prefix, prefix.end_of_prefix(), [&found](auto, auto) {
    found = true;
    return false;
  });
  return found;
}

// As the extraction processor does, with results drawn from the mail's id.
producers::submission extraction_of(const event_id& mail, const identity_id& owner,
                                    const project_id& project) {
  producers::submission s;
  s.command_id = processors::derived_id("extract", mail.text);
  s.seed = processors::derived_id("extract seed", mail.text);
  s.project = project;
  s.wish = record_extraction{
      mail, owner, static_cast<std::uint8_t>(s.seed[0] % 3 & 3), "sealed", 900, "1", ""};
  s.way = producers::lane::background;
  s.done = [](const producers::completion&) {};
  return s;
}

}  // namespace

void world::extract() {
  std::vector<producers::submission> wanted;
  const auto prefix = keys::extractions_due();
  state_.rows().scan(prefix, prefix.end_of_prefix(), [&wanted](auto key, auto value) {
    storage::row_key_reader due(key.substr(10));
    storage::row_key_reader owner(value);
    const auto mail = due.template id<event_id>();
    const auto identity = owner.template id<identity_id>();
    wanted.push_back(extraction_of(mail, identity, owner.template id<project_id>()));
    return wanted.size() < extractions_per_round_max;
  });
  for (auto& one : wanted) submit_background(std::move(one));
}

// The live rows equal a rebuild, at the end of the log, and agree with each other.
void world::check_rows() {
  if (state_.at().sequence != log_.records.size())
    throw broken_promise{"recovered short of the end"};
  rebuilt_.advance(log_, log_.records.size());
  rebuilt_.must_equal(state_.rows());
  const auto complaints = audit_rows(state_.rows());
  if (!complaints.empty()) throw broken_promise{complaints.front()};
  check_keys();
}

// A data key exists exactly as long as its subject's content, and a reply's as long as it is
// remembered.
void world::check_keys() const {
  std::size_t subjects = 0;
  const storage::row_key identities("ri");
  state_.rows().scan(identities, identities.end_of_prefix(), [&](auto, auto value) {
    const auto row = storage::decode_row<projections::identity_row>(value);
    const bool kept = log_.keys.contains(to_wire(row.state.id));
    if (kept == row.state.shredded)
      throw broken_promise{"a key outlives its content, or the reverse"};
    subjects += kept ? 1 : 0;
    return true;
  });
  const storage::row_key commands("rd");
  state_.rows().scan(commands, commands.end_of_prefix(), [&](auto, auto value) {
    const auto row = storage::decode_row<projections::remembered_command>(value);
    if (now_ - row.recorded_at < 24 * seconds_per_hour * us_per_second && !row.reply_key.empty() &&
        !log_.keys.contains(row.reply_key)) {
      throw broken_promise{"a remembered reply can not be opened"};
    }
    return true;
  });
  for (const auto& [name, wrapped] : log_.keys) subjects -= name.starts_with("ident_") ? 1 : 0;
  if (subjects != 0) throw broken_promise{"keys without an identity"};
}

// No more faults: everybody gets an answer, and work that is due gets done.
void world::settle() {
  faults_.stop();
  receivers_.make_peace();
  attempt([] { throw simulated_crash{}; });
  for (ledger::number n = 0; n < ledger_.size(); ++n) {
    const operation& one = ledger_.at(n);
    while (!one.settled && now_ - one.first_sent < patience_us) {
      if (!one.in_flight) send(n);
      run_batch();
    }
  }
  pass_time(0);
  pass_time(10'000 * seconds_per_hour);
  pass_time(content_kept_s);
  check_rows();
  check_idle();
  receivers_.check(log_, state_.rows());
  ledger_.verify(log_, clients_);
}

void world::pass_time(duration_s seconds) {
  now_ = after(now_, seconds);
  const auto submit = [this](producers::submission s) { submit_background(std::move(s)); };
  int idle = 0;
  for (int n = 0; n < rounds_max; ++n) {
    const auto before = log_.records.size();
    process_->lifecycle->run_once(process_->state, now_, submit);
    process_->retention->run_once(process_->state, now_, submit);
    extract();
    receivers_.run(process_->state, now_, submit);
    while (process_->queue.size() > 0) run_batch();
    now_ += us_per_second;
    // A processor that was refused skips a round.
    idle = before == log_.records.size() ? idle + 1 : 0;
    if (idle == 4) return;
  }
  throw broken_promise{"the processors never come to rest"};
}

// Long after the last command nothing lives, nothing waits, and all content is gone.
void world::check_idle() const {
  if (has_rows(state_.rows(), keys::deadlines())) throw broken_promise{"a deadline is left"};
  if (has_rows(state_.rows(), keys::extractions_due()))
    throw broken_promise{"a mail waits for ever"};
  if (has_rows(state_.rows(), keys::shreds_due()))
    throw broken_promise{"content is left unshredded"};
  for (const auto& [name, wrapped] : log_.keys) {
    if (name.starts_with("ident_")) throw broken_promise{"a key of shredded content is left"};
  }
}

}  // namespace carnet::test
