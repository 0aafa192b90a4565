#include "producers/writer/replay_log.hpp"

#include "projections/apply.hpp"
#include "schemas/codec.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/overlay.hpp"
#include "storage/log/read_through.hpp"

namespace carnet::producers {

result<replayed_log> apply_records(std::span<const storage::log_record> records,
                                   partition_id partition, storage::state_store& state,
                                   const replay_listener& tell) {
  replayed_log done{state.at(), 0};
  if (records.empty()) return done;
  storage::overlay rows(state);
  projections::notices changes;
  for (const auto& stored : records) {
    const auto rec = schemas::decode(stored.bytes);
    if (!rec) return std::unexpected(rec.error());
    projections::application step(*rec, {partition, stored.sequence}, rows, changes);
    if (auto applied = step.events(); !applied) return std::unexpected(applied.error());
    step.remember();
    done.events += rec->events.size();
    if (!tell) changes.clear();
  }
  const auto& last = records.back();
  done.at = {last.sequence, std::string(crypto::as_view(crypto::sha256(last.bytes)))};
  if (auto written = state.write(rows, done.at); !written) return std::unexpected(written.error());
  if (tell) tell(changes);
  return done;
}

result<replayed_log> replay_log(storage::event_log& log, partition_id partition,
                                storage::state_store& state, record_sequence until,
                                const replay_listener& tell) {
  replayed_log done{state.at(), 0};
  const auto apply = [&](std::span<const storage::log_record> records) -> result<void> {
    auto applied = apply_records(records, partition, state, tell);
    if (!applied) return std::unexpected(applied.error());
    done = {std::move(applied->at), done.events + applied->events};
    return {};
  };
  if (auto walked = storage::read_through(log, done.at.sequence + 1, until, apply); !walked) {
    return std::unexpected(walked.error());
  }
  return done;
}

}  // namespace carnet::producers
