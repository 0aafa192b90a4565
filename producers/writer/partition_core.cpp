#include "producers/writer/partition_core.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "producers/writer/decide_command.hpp"
#include "producers/writer/replay_log.hpp"
#include "projections/apply.hpp"
#include "projections/identity/queries.hpp"
#include "schemas/codec.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {

// A decided command whose answer waits for the batch to be durable.
struct partition_core::pending {
  submission* wanted;
  completion answer;
  std::string encoded;  // empty: no events, nothing to append
  std::vector<storage::key_change> keys;
};

partition_core::partition_core(storage::event_log& log, storage::state_store& state,
                               reply_sealer& replies, core_options options)
    : log_(log), state_(state), replies_(replies), options_(std::move(options)), rows_(state) {}

unix_us partition_core::stamp() {
  now_ = std::max(options_.clock(), last_recorded_.load());
  return now_;
}

unix_us partition_core::clock_lag() const {
  return std::max<unix_us>(0, last_recorded_ - options_.clock());
}

result<void> partition_core::run(std::vector<submission>& batch) {
  std::vector<pending> waiting;
  waiting.reserve(batch.size());
  stamp();
  for (std::size_t n = 0; n < batch.size(); ++n) {
    answer_one(batch[n], waiting);
    const bool full =
        batch_bytes_ >= storage::batch_bytes_max || waiting.size() >= storage::batch_records_max;
    if (!full && n + 1 < batch.size()) continue;
    auto done = commit(waiting);
    waiting.clear();
    if (done) continue;
    for (std::size_t rest = n + 1; rest < batch.size(); ++rest)
      batch[rest].done(refusal::not_written);
    return done;
  }
  return {};
}

// A command seen before gets its first answer, another one is decided.
void partition_core::answer_one(submission& wanted, std::vector<pending>& waiting) {
  const stopwatch time(command_times_);
  if (!wanted.command_id.empty()) {
    auto seen = projections::load_row<projections::remembered_command>(
        rows_, storage::keys::remembered(wanted.command_id));
    if (seen) {
      const bool same = wanted.request_hash.empty() || seen->request_hash == wanted.request_hash;
      completion answer = reused_key{};
      if (same) answer = replayed{{options_.partition, seen->sequence}, std::move(*seen)};
      waiting.push_back({&wanted, std::move(answer), {}, {}});
      return;
    }
  }
  decide_one(wanted, waiting);
}

void partition_core::decide_one(submission& wanted, std::vector<pending>& waiting) {
  auto decided = decide_command(wanted, rows_, now_);
  if (!decided) {
    waiting.push_back({&wanted, std::move(decided.error()), {}, {}});
    return;
  }
  pending next{&wanted, refusal::not_written, {}, {}};
  committed answer{{options_.partition, at_.sequence}, {}};
  if (decided->empty()) {
    if (wanted.render) answer.answer = wanted.render({rows_, now_, {}});
    next.answer = std::move(answer);
    waiting.push_back(std::move(next));
    return;
  }
  answer.at.sequence = ++at_.sequence;
  record rec{.command_id = wanted.command_id,
             .seed = wanted.seed,
             .recorded_at = now_,
             .project = wanted.project,
             .actor = wanted.actor,
             .events = std::move(*decided),
             .reply = {}};
  projections::application step(rec, answer.at, rows_, notices_);
  const auto applied = step.events();
  check(applied.has_value(), "a decider asks for no behaviour that its own program lacks");
  next.keys = std::move(wanted.keys);
  if (wanted.render) {
    answer.answer = wanted.render({rows_, now_, rec.events});
    rec.reply =
        replies_.seal(now_, wanted.command_id, answer.answer.status, answer.answer.body, next.keys);
    rec.reply->request_hash = wanted.request_hash;
  }
  step.remember();
  next.encoded = schemas::encode(rec);
  batch_bytes_ += next.encoded.size();
  next.answer = std::move(answer);
  waiting.push_back(std::move(next));
}

result<void> partition_core::commit(std::vector<pending>& waiting) {
  storage::record_batch batch;
  for (pending& one : waiting) {
    if (!one.encoded.empty()) batch.records.push_back(one.encoded);
    std::move(one.keys.begin(), one.keys.end(), std::back_inserter(batch.keys));
  }
  batch_bytes_ = 0;
  if (!batch.records.empty()) {
    const record_sequence first = at_.sequence + 1 - batch.records.size();
    const auto outcome = append(first, batch);
    if (outcome != storage::append_outcome::committed) {
      const bool unknown = outcome == storage::append_outcome::unknown;
      refuse(waiting, unknown ? refusal::outcome_unknown : refusal::not_written);
      at_ = state_.at();
      if (outcome == storage::append_outcome::not_written) return {};
      return unknown ? fail(failure_code::unknown_outcome, "the log does not know whether it wrote")
                     : fail(failure_code::fenced, "another writer owns the partition");
    }
    last_recorded_ = now_;
    ++commits_;
    if (auto written = write_state(waiting); !written) {
      // The log has the batch: recovery applies it, and asking again by command id gives the
      // answer.
      refuse(waiting, refusal::outcome_unknown);
      at_ = state_.at();
      return written;
    }
  }
  if (batch.records.empty() && options_.still_owner && !options_.still_owner()) {
    refuse(waiting, refusal::not_owner);
    return {};
  }
  for (pending& one : waiting) one.wanted->done(std::move(one.answer));
  if (options_.publish && !batch.records.empty()) options_.publish(options_.partition, notices_);
  notices_.clear();
  return {};
}

// A batch ends when it has reached the log's limit, so its last record may lie over it: what is too
// large for one append goes in several. After the first of them is committed, a failure of a later
// one leaves a part of the batch on the log, which only recovery can tell.
storage::append_outcome partition_core::append(record_sequence first,
                                               const storage::record_batch& batch) {
  using enum storage::append_outcome;
  std::size_t done = 0;
  while (done < batch.records.size()) {
    storage::record_batch part;
    if (done == 0) part.keys = batch.keys;
    std::size_t bytes = 0;
    for (std::size_t n = done; n < batch.records.size(); ++n) {
      bytes += batch.records[n].size();
      if (n > done && bytes > storage::batch_bytes_max) break;
      part.records.push_back(batch.records[n]);
    }
    const auto outcome = log_.append(epoch_, first + done, part);
    if (outcome != committed) return done == 0 || outcome == fenced ? outcome : unknown;
    done += part.records.size();
  }
  return committed;
}

result<void> partition_core::write_state(const std::vector<pending>& waiting) {
  const auto last = std::find_if(waiting.rbegin(), waiting.rend(),
                                 [](const pending& one) { return !one.encoded.empty(); });
  at_.record_hash = std::string(crypto::as_view(crypto::sha256(last->encoded)));
  auto written = state_.write(rows_, at_);
  rows_.clear();
  return written;
}

// The overlay dies with the batch, and every answer with it: even a rejection may rest on a command
// of the same batch that did not happen.
void partition_core::refuse(std::vector<pending>& waiting, refusal why) {
  rows_.clear();
  notices_.clear();
  replies_.forget_unstored();
  for (pending& one : waiting) one.wanted->done(why);
}

result<void> partition_core::recover() {
  rows_.clear();
  notices_.clear();
  replies_.forget_unstored();
  auto epoch = log_.acquire();
  if (!epoch) return std::unexpected(epoch.error());
  epoch_ = *epoch;
  at_ = state_.at();
  if (auto done = catch_up(); !done) return done;
  const auto facts =
      projections::load_row<projections::partition_facts>(state_, storage::keys::partition_facts());
  if (facts) last_recorded_ = facts->last_recorded_at;
  if (options_.may_claim) {
    if (auto may = options_.may_claim(state_); !may) return may;
  }
  return claim();
}

result<void> partition_core::claim() {
  using projections::partition_facts;
  const auto facts =
      projections::load_row<partition_facts>(state_, storage::keys::partition_facts());
  const std::uint32_t in_force = facts ? facts->apply_version : 0;
  const std::uint32_t behaviour =
      options_.behaviour ? options_.behaviour(in_force) : projections::apply_version;
  bool ok = false;
  submission own;
  own.seed = std::string(16, '\0');
  own.wish = claim_partition{{options_.node, epoch_, options_.url ? options_.url() : std::string()},
                             behaviour,
                             options_.deployment};
  if (!projections::load_row<projections::deployment_row>(state_, storage::keys::deployment())) {
    own.keys = options_.deployment_keys;
  }
  own.done = [&ok](const completion& answer) { ok = std::holds_alternative<committed>(answer); };
  std::vector<submission> batch;
  batch.push_back(std::move(own));
  if (auto done = run(batch); !done) return done;
  if (!ok) return fail(failure_code::io, "the log takes no writes");
  return {};
}

void partition_core::tell(const projections::notices& changes) const {
  if (options_.publish) options_.publish(options_.partition, changes);
}

result<std::size_t> partition_core::follow(std::chrono::steady_clock::time_point deadline) {
  at_ = state_.at();
  const auto records = log_.read(at_.sequence + 1, {}, deadline);
  if (!records) return std::unexpected(records.error());
  auto done = apply_records(*records, options_.partition, state_,
                            [this](const projections::notices& changes) { tell(changes); });
  if (!done) return std::unexpected(done.error());
  at_ = std::move(done->at);
  return records->size();
}

void partition_core::resign() {
  rows_.clear();
  notices_.clear();
  replies_.forget_unstored();
  epoch_ = 0;
  at_ = state_.at();
}

result<void> partition_core::catch_up() {
  const auto end = log_.end();
  if (!end) return std::unexpected(end.error());
  const auto from = at_.sequence;
  auto done = replay_log(log_, options_.partition, state_, *end,
                         [this](const projections::notices& changes) { tell(changes); });
  if (!done) return std::unexpected(done.error());
  at_ = done->at;
  if (from != at_.sequence) {
    spdlog::info("partition {} replayed {} records", options_.partition, at_.sequence - from);
  }
  return {};
}

}  // namespace carnet::producers
