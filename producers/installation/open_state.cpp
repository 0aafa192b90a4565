#include "producers/installation/open_state.hpp"

#include <spdlog/spdlog.h>

#include "storage/crypto/sha256.hpp"

namespace carnet::producers {
namespace {

// Whether the state stands for a prefix of the log: its position exists there, with the same
// record.
result<bool> fits(const storage::state_store& state, storage::event_log& log) {
  const auto at = state.at();
  if (at.sequence == 0) return true;
  const auto end = log.end();
  if (!end) return std::unexpected(end.error());
  if (at.sequence > *end) return false;
  const auto records = log.read(at.sequence, {.records = 1}, std::chrono::steady_clock::now());
  if (!records) return std::unexpected(records.error());
  return !records->empty() &&
         crypto::as_view(crypto::sha256(records->front().bytes)) == at.record_hash;
}

}  // namespace

result<std::unique_ptr<storage::state_store>> open_state(
    const std::filesystem::path& directory, storage::event_log& log,
    std::shared_ptr<storage::state_resources> resources) {
  auto state = storage::state_store::open(directory, resources);
  if (!state && state.error().code != failure_code::corrupt) return state;
  const char* reason = "it can not be read";
  if (state) {
    const auto good = fits(**state, log);
    if (!good) return std::unexpected(good.error());
    if (*good) return state;
    reason = "it does not stand for a prefix of the log";
  }
  spdlog::warn("state {} is discarded and rebuilt from the log: {}", directory.filename().string(),
               reason);
  state = fail(failure_code::corrupt, reason);
  std::error_code error;
  std::filesystem::remove_all(directory, error);
  if (error) return fail(failure_code::io, "a broken state directory can not be removed");
  return storage::state_store::open(directory, std::move(resources));
}

}  // namespace carnet::producers
