#include "api/metrics/partition_states.hpp"

#include "domain/text/time_text.hpp"

namespace carnet {

std::vector<http::partition_health> partition_states(const producers::installation& core) {
  std::vector<http::partition_health> out;
  for (partition_id id = 0; id <= core.event_partitions(); ++id) {
    const auto seat = core.seat(id);
    if (!seat) return {};
    out.push_back({.partition = id,
                   .owned = seat->here,
                   .granted = seat->granted,
                   .lag_messages = seat->lag,
                   .fenced_at = seat->fenced_at == 0 ? std::string()
                                                     : std::string(text::to_iso(seat->fenced_at))});
  }
  return out;
}

}  // namespace carnet
