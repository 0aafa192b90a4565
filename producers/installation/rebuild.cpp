#include "producers/installation/rebuild.hpp"

#include <algorithm>

#include "producers/writer/replay_log.hpp"

namespace carnet::producers {
namespace {

constexpr std::size_t cache_bytes = 128 * 1024 * 1024;
constexpr std::size_t write_buffer_bytes = 64 * 1024 * 1024;

}  // namespace

result<rebuilt_state> rebuild_state(storage::event_log& log, partition_id partition,
                                    record_sequence until, const std::filesystem::path& directory) {
  auto state = storage::state_store::open(
      directory, storage::make_state_resources(cache_bytes, write_buffer_bytes));
  if (!state) return std::unexpected(state.error());
  const auto end = log.end();
  if (!end) return std::unexpected(end.error());
  const record_sequence last = until == 0 ? *end : std::min(until, *end);
  const auto done = replay_log(log, partition, **state, last);
  if (!done) return std::unexpected(done.error());
  return rebuilt_state{done->at.sequence, done->events, projections::digest_of_state(**state)};
}

}  // namespace carnet::producers
