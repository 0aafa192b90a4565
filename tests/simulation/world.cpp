#include "tests/simulation/world.hpp"

#include <fmt/format.h>

#include "processors/lifecycle.hpp"
#include "processors/retention.hpp"
#include "projections/identity/queries.hpp"
#include "schemas/codec.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/kv/digest.hpp"

namespace carnet::test {
namespace {

constexpr unix_us start_of_time = 1'750'000'000 * us_per_second;
constexpr int starts_max = 200;

// What a client is told, with everything in it that could differ between two answers.
producers::reply render(const project_id& project, const producers::decided_view& view) {
  std::string body = fmt::format("{} events", view.events.size());
  if (!project.empty()) {
    const auto counters = projections::counters_of(view.rows, project);
    body += fmt::format(", {} live of {}, at {}", counters.live(), counters.identities, view.now);
  }
  for (const event& e : view.events) {
    if (const auto* made = std::get_if<identities_provisioned>(&e)) {
      for (const auto& item : made->items) body += " " + to_wire(item.id);
    }
  }
  return {static_cast<std::uint16_t>(200 + view.events.size()), std::move(body)};
}

}  // namespace

world::incarnation::incarnation(world& around)
    : log(around.log_, around.faults_),
      state(around.state_, around.faults_),
      sealer(around.log_),
      core(log, state, sealer, around.options()),
      queue({.per_project = 30, .total = 60, .background = 40, .batch = 16}),
      lifecycle(processors::make_lifecycle_processor([] {})),
      retention(processors::make_retention_processor(content_kept_s, [] {}, [] {})) {}

world::world(std::uint64_t seed, fault_source faults, std::size_t steps)
    : faults_(std::move(faults)),
      clients_(seed),
      receivers_(seed),
      steps_(steps),
      now_(start_of_time) {}

producers::core_options world::options() {
  producers::core_options options;
  options.node = "simulated";
  options.deployment.emplace().master_key_fingerprint = "fingerprint";
  options.clock = [this] { return clock(); };
  options.publish = [this](partition_id, auto) { faults_.step(); };
  return options;
}

unix_us world::clock() {
  faults_.step();
  return now_;
}

run_report world::run() {
  ready();
  for (std::size_t n = 0; n < steps_; ++n) attempt([this] { step(); });
  settle();
  rebuild fresh;
  fresh.advance(log_, log_.records.size());
  fresh.must_equal(state_.rows());
  const std::vector<std::string> replicated{"r"};
  report_.digest =
      crypto::hex_encode(crypto::as_view(storage::digest_of(state_.rows(), replicated)));
  report_.records = log_.records.size();
  report_.writes = faults_.writes();
  return report_;
}

// Does a part of a process's life; when it dies of it, brings up the next.
void world::attempt(const std::function<void()>& work) {
  try {
    work();
    if (!must_recover_) return;
    must_recover_ = false;
    if (process_->core.recover()) return check_rows();
  } catch (const simulated_crash&) {
  }
  crash();
  ready();
}

void world::crash() {
  process_.reset();
  must_recover_ = false;
  receivers_.forget();
  ledger_.crashed();
  rebuilt_.advance(log_, state_.at().sequence);
  rebuilt_.must_equal(state_.rows());
  ledger_.verify(log_, clients_);
  state_.crash(faults_.chance());
}

// A process that has caught up with the log and owns the partition.
void world::ready() {
  for (int n = 0; n < starts_max; ++n) {
    ++report_.starts;
    try {
      process_ = std::make_unique<incarnation>(*this);
      if (process_->core.recover()) return check_rows();
    } catch (const simulated_crash&) {
    }
    process_.reset();
    state_.crash(faults_.chance());
  }
  throw broken_promise{"the partition does not come back"};
}

void world::step() {
  move_clock();
  clients_send();
  if (clients_.chance().chance(60)) maybe_misuse();
  run_processors();
  if (faults_.chance().chance(4)) rival_takes_over();
  for (auto batches = clients_.chance().below(4); batches > 0 && !must_recover_; --batches)
    run_batch();
}

void world::move_clock() {
  random_source& chance = clients_.chance();
  now_ += chance.between(0, 3 * us_per_second);
  if (chance.chance(30)) now_ -= chance.between(0, 10 * us_per_second);
  // Nothing waits in a queue for hours.
  if (process_->queue.size() > 0) return;
  if (chance.chance(60)) now_ += chance.between(0, 2 * seconds_per_hour) * us_per_second;
  if (chance.chance(8)) now_ += chance.between(1, 60 * 24) * seconds_per_hour * us_per_second;
}

void world::clients_send() {
  random_source& chance = clients_.chance();
  for (auto n = chance.below(10); n > 0; --n) {
    send(ledger_.add(clients_.draw(), chance.bytes(16), chance.bytes(8), now_));
  }
  const std::size_t recent = ledger_.size() > 100 ? ledger_.size() - 100 : 0;
  for (std::size_t n = recent; n < ledger_.size(); ++n) {
    const operation& one = ledger_.at(n);
    const bool again = one.settled ? chance.chance(10) : chance.chance(300);
    if (!one.in_flight && !one.rejected && again && now_ - one.first_sent < patience_us) send(n);
  }
}

void world::send(ledger::number n) {
  operation& one = ledger_.at(n);
  clients_.redraw_ids(one.wanted.wish);
  ++report_.commands;
  producers::submission s;
  s.command_id = one.command_id;
  s.seed = clients_.chance().bytes(16);
  s.project = one.wanted.project;
  s.limits = one.wanted.limits;
  s.wish = one.wanted.wish;
  s.request_hash = one.request_hash;
  if (const auto* all = std::get_if<provision_identities>(&s.wish)) {
    for (const auto& item : all->items) s.keys.push_back({to_wire(item.id), "wrapped"});
  }
  if (const auto* hook = std::get_if<register_webhook>(&s.wish)) {
    s.keys.push_back({to_wire(hook->facts.id), "wrapped"});
  }
  s.render = [this, project = s.project](const producers::decided_view& view) {
    faults_.step();
    return render(project, view);
  };
  s.done = [this, n](producers::completion answer) {
    ledger_.answered(n, std::move(answer));
    faults_.step();
  };
  ledger_.sent(n, s.seed);
  if (process_->queue.push(std::move(s)) != producers::command_queue::entry::taken)
    s.done(producers::refusal::busy);
}

void world::maybe_misuse() {
  if (ledger_.size() == 0) return;
  const auto of = clients_.chance().below(ledger_.size());
  const operation& known = ledger_.at(of);
  if (known.acknowledged == 0 || now_ - known.first_sent >= patience_us) return;
  send(ledger_.add_misuse(of, clients_.chance().bytes(8), now_));
}

void world::run_processors() {
  const auto submit = [this](producers::submission s) { submit_background(std::move(s)); };
  if (clients_.chance().chance(500))
    process_->lifecycle->run_once(process_->state, clock(), submit);
  if (clients_.chance().chance(200))
    process_->retention->run_once(process_->state, clock(), submit);
  if (clients_.chance().chance(500)) extract();
  if (clients_.chance().chance(500)) receivers_.run(process_->state, now_, submit);
}

void world::submit_background(producers::submission wanted) {
  ledger_.sent_by_processor(wanted.seed);
  if (process_->queue.push(std::move(wanted)) != producers::command_queue::entry::taken)
    wanted.done(producers::refusal::busy);
}

void world::run_batch() {
  if (process_->queue.size() == 0) return;
  auto batch = process_->queue.pop_batch();
  const auto done = process_->core.run(batch);
  if (done) return;
  if (done.error().code == failure_code::fenced) throw simulated_crash{};
  must_recover_ = true;
}

// Another process takes the partition and writes there, as after a mistaken fail-over.
void world::rival_takes_over() {
  record claim;
  claim.seed = std::string(16, '\0');
  claim.recorded_at = now_;
  if (!log_.records.empty()) {
    const auto last = schemas::decode(log_.records.back().bytes);
    claim.recorded_at = std::max(now_, last->recorded_at);
  }
  claim.events.emplace_back(owner_claimed{"rival", ++log_.epoch, {}});
  log_.records.push_back({log_.records.size() + 1, log_.epoch, schemas::encode(claim)});
}

}  // namespace carnet::test
