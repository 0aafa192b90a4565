#include "producers/writer/replay_log.hpp"

#include "projections/apply.hpp"
#include "schemas/codec.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/overlay.hpp"
#include "storage/log/read_through.hpp"

namespace carnet::producers {

result<replayed_log> replay_log(storage::event_log& log, partition_id partition,
                                storage::state_store& state, record_sequence until) {
  replayed_log done{state.at(), 0};
  storage::overlay rows(state);
  projections::notices unused;
  const auto apply_batch = [&](std::span<const storage::log_record> records) -> result<void> {
    for (const auto& stored : records) {
      const auto rec = schemas::decode(stored.bytes);
      if (!rec) return std::unexpected(rec.error());
      projections::application step(*rec, {partition, stored.sequence}, rows, unused);
      if (auto applied = step.events(); !applied) return applied;
      step.remember();
      done.events += rec->events.size();
    }
    unused.clear();
    const auto& last = records.back();
    done.at = {last.sequence, std::string(crypto::as_view(crypto::sha256(last.bytes)))};
    auto written = state.write(rows, done.at);
    rows.clear();
    return written;
  };
  if (auto walked = storage::read_through(log, done.at.sequence + 1, until, apply_batch); !walked) {
    return std::unexpected(walked.error());
  }
  return done;
}

}  // namespace carnet::producers
