#include "tests/simulation/ledger.hpp"

#include <fmt/format.h>

#include "projections/event_ids.hpp"
#include "schemas/codec.hpp"

namespace carnet::test {

namespace {

void must(bool holds, std::string_view what) {
  if (!holds) throw broken_promise{std::string(what)};
}

}  // namespace

ledger::number ledger::add(wanted_command wanted, std::string command_id, std::string request_hash,
                           unix_us now) {
  operation one;
  one.wanted = std::move(wanted);
  one.command_id = std::move(command_id);
  one.request_hash = std::move(request_hash);
  one.first_sent = now;
  operations_.push_back(std::move(one));
  return operations_.size() - 1;
}

ledger::number ledger::add_misuse(number of, std::string request_hash, unix_us now) {
  const operation known = operations_[of];
  const number n = add(known.wanted, known.command_id, std::move(request_hash), now);
  operations_[n].misuse = true;
  return n;
}

void ledger::sent(number n, const std::string& seed) {
  must(seeds_.emplace(seed, n).second, "the simulation drew a seed twice");
  operations_[n].in_flight = true;
  // What had nothing to do the first time is not remembered, and may find something now.
  if (operations_[n].acknowledged == 0) operations_[n].settled = false;
}

void ledger::answered(number n, producers::completion answer) {
  operation& one = operations_[n];
  must(one.in_flight, "a command is answered twice");
  one.in_flight = false;
  if (const auto* refused = std::get_if<producers::refusal>(&answer)) {
    if (*refused == producers::refusal::outcome_unknown) one.uncertain = true;
    return;
  }
  one.settled = true;
  if (std::holds_alternative<producers::reused_key>(answer)) {
    must(one.misuse, "a request was taken for another one");
    return;
  }
  must(!one.misuse, "a command id was accepted for two requests");
  if (std::holds_alternative<rejection>(answer)) {
    one.rejected = true;
  } else if (auto* first = std::get_if<producers::committed>(&answer)) {
    one.body = std::move(first->answer.body);
    if (!one.body.starts_with("0 ")) one.acknowledged = first->at.sequence;
  } else if (auto* again = std::get_if<producers::replayed>(&answer)) {
    one.body = std::move(again->remembered.sealed_body);
    one.acknowledged = again->at.sequence;
    must(again->remembered.sequence == again->at.sequence, "a repeat names two positions");
  }
}

void ledger::crashed() {
  for (operation& one : operations_) {
    if (one.in_flight) one.uncertain = true;
    one.in_flight = false;
  }
}

void ledger::verify(const log_disk& disk, workload& clients) {
  for (; read_ < disk.records.size(); ++read_) read(disk.records[read_], clients);
  for (const operation& one : operations_) check(one, disk);
}

void ledger::read(const storage::log_record& stored, workload& clients) {
  auto decoded = schemas::decode(stored.bytes);
  must(decoded.has_value(), "a record does not decode");
  const record& rec = *decoded;
  must(stored.sequence == read_ + 1, "sequences are not dense");
  must(stored.epoch >= last_epoch_, "an older writer has written");
  must(rec.recorded_at >= last_time_, "recorded time runs backwards");
  must(!rec.events.empty(), "a record without events");
  last_epoch_ = stored.epoch;
  last_time_ = rec.recorded_at;
  if (std::holds_alternative<owner_claimed>(rec.events.back())) return;
  check_source(rec);
  must(seeds_on_log_.insert(rec.seed).second, "an attempt is on the log twice");
  // Reports of deliveries have no id: their own rows tell what is on the log already.
  if (rec.command_id.empty()) return;
  const auto [first, fresh] = by_command_.emplace(rec.command_id, stored.sequence);
  must(fresh, fmt::format("command on the log twice, at {} and {}, fact {}", first->second,
                          stored.sequence, rec.events.front().index()));
  if (rec.reply) bodies_[stored.sequence] = rec.reply->sealed_body;
  for (std::size_t n = 0; n < rec.events.size(); ++n) {
    if (const auto* mail = std::get_if<mail_received>(&rec.events[n])) {
      clients.add_mail(rec.project, mail->identity, projections::event_id_of(rec.seed, n));
    }
  }
}

void ledger::check_source(const record& rec) const {
  const auto known = seeds_.find(rec.seed);
  if (known == seeds_.end()) {
    must(processor_seeds_.contains(rec.seed), "a record that nobody asked for");
    return;
  }
  const operation& one = operations_[known->second];
  must(rec.command_id == one.command_id, "a record under another command's id");
  must(rec.project == one.wanted.project, "a record in another project");
  must(rec.reply && rec.reply->request_hash == one.request_hash, "a record without its request");
}

void ledger::check(const operation& one, const log_disk& disk) const {
  if (one.misuse) return;
  const auto there = by_command_.find(one.command_id);
  if (one.acknowledged != 0) {
    must(one.acknowledged <= disk.records.size(), "an acknowledged record is past the end");
    must(there != by_command_.end(), "an acknowledged record is lost");
    must(there->second == one.acknowledged, "an acknowledged record lies elsewhere");
    must(bodies_.at(one.acknowledged) == one.body, "an answer differs from the recorded one");
  } else if (one.settled || !(one.uncertain || one.in_flight)) {
    must(there == by_command_.end(),
         one.rejected ? "a rejected command is on the log" : "a refused command is on the log");
  }
}

}  // namespace carnet::test
