// Reads of webhook endpoints and their deliveries.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/webhook/decide.hpp"
#include "projections/webhook/rows.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::projections {

// The endpoint with this id, if it belongs to the project.
std::optional<webhook_row> find_webhook(const storage::row_reader& rows, const project_id& project,
                                        const webhook_id& id);

// What deciders need of it.
webhook webhook_of(const webhook_row& row);

webhook_counters webhook_counters_of(const storage::row_reader& rows, const project_id& project);

// Newest first: endpoints whose ordinal is below `before`, at most `limit`.
std::vector<webhook_row> webhooks_before(const storage::row_reader& rows, const project_id& project,
                                         std::uint64_t before, std::size_t limit);

// Every endpoint of the partition.
std::vector<webhook_row> all_webhooks(const storage::row_reader& rows);

// The success of a delivery whose first attempt did it.
struct delivered_once {
  unix_us at = 0;
  std::uint16_t status = 0;
  std::uint32_t latency_ms = 0;
};
std::optional<delivered_once> find_delivered(const storage::row_reader& rows, const webhook_id& id,
                                             std::uint64_t place);

std::optional<delivery_row> find_delivery(const storage::row_reader& rows, const webhook_id& id,
                                          std::uint64_t place);

// The place that a delivery's key names.
std::uint64_t delivery_place(std::string_view key);

// Newest first: deliveries with a known outcome or attempt, at places below `before`. Those that
// succeeded at once are shown as rows of one attempt, without event and identity; replays follow
// it.
struct placed_delivery {
  std::uint64_t place = 0;
  delivery_row row;
};
std::vector<placed_delivery> deliveries_before(const storage::row_reader& rows,
                                               const webhook_id& id, std::uint64_t before,
                                               std::size_t limit);

// Deliveries that are to be tried again, by time, at most `limit`.
struct due_delivery {
  unix_us at = 0;
  std::uint64_t place = 0;
};
std::vector<due_delivery> deliveries_due(const storage::row_reader& rows, const webhook_id& id,
                                         std::size_t limit);

// Places of deliveries that were given up or are to be tried later than `now`, and whose last
// attempt was made at `since` or later.
std::vector<std::uint64_t> failed_since(const storage::row_reader& rows, const webhook_id& id,
                                        unix_us since, unix_us now, std::size_t limit);

}  // namespace carnet::projections
