#include "producers/installation/rebuild.hpp"

#include <algorithm>

#include "projections/apply.hpp"
#include "schemas/codec.hpp"
#include "storage/crypto/sha256.hpp"
#include "storage/kv/overlay.hpp"

namespace carnet::producers {
namespace {

constexpr std::size_t cache_bytes = 128 * 1024 * 1024;
constexpr std::size_t write_buffer_bytes = 64 * 1024 * 1024;

result<void> apply_records(const std::vector<storage::log_record>& records, partition_id partition,
                           record_sequence until, storage::overlay& rows,
                           storage::state_position& at, std::uint64_t& events) {
  projections::notices unused;
  for (const auto& stored : records) {
    if (stored.sequence > until) break;
    auto rec = schemas::decode(stored.bytes);
    if (!rec) return std::unexpected(rec.error());
    projections::application step(*rec, {partition, stored.sequence}, rows, unused);
    if (auto done = step.events(); !done) return done;
    step.remember();
    unused.clear();
    events += rec->events.size();
    at.sequence = stored.sequence;
  }
  at.record_hash = std::string(crypto::as_view(crypto::sha256(records.back().bytes)));
  return {};
}

}  // namespace

result<rebuilt_state> rebuild_state(storage::event_log& log, partition_id partition,
                                    record_sequence until, const std::filesystem::path& directory) {
  auto state = storage::state_store::open(
      directory, storage::make_state_resources(cache_bytes, write_buffer_bytes));
  if (!state) return std::unexpected(state.error());
  const auto end = log.end();
  if (!end) return std::unexpected(end.error());
  const record_sequence last = until == 0 ? *end : std::min(until, *end);
  rebuilt_state done;
  storage::overlay rows(**state);
  storage::state_position at;
  while (at.sequence < last) {
    auto records = log.read(at.sequence + 1, {}, std::chrono::steady_clock::now());
    if (!records) return std::unexpected(records.error());
    if (records->empty()) return fail(failure_code::corrupt, "the log ends before its end");
    if (auto applied = apply_records(*records, partition, last, rows, at, done.events); !applied) {
      return std::unexpected(applied.error());
    }
    if (auto written = (*state)->write(rows, at); !written) return std::unexpected(written.error());
    rows.clear();
  }
  done.sequence = at.sequence;
  done.digest = projections::digest_of_state(**state);
  return done;
}

}  // namespace carnet::producers
