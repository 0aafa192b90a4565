#include "projections/webhook/queries.hpp"

#include <algorithm>

#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"
#include "storage/kv/row_codec.hpp"

namespace carnet::projections {

namespace keys = storage::keys;

namespace {

delivery_row as_row(const delivered_once& once) {
  delivery_row row;
  row.state = delivery_state::delivered;
  row.attempts = 1;
  row.attempted_at = {once.at};
  row.statuses = {once.status};
  row.errors = {static_cast<std::uint8_t>(delivery_error::none)};
  row.latencies_ms = {once.latency_ms};
  return row;
}

// Puts the success of the first attempt among the attempts that have a row: replays came after it,
// or before it.
void add_success(delivery_row& row, const delivery_row& success) {
  const auto at = std::ranges::upper_bound(row.attempted_at, success.attempted_at.front()) -
                  row.attempted_at.begin();
  ++row.attempts;
  row.attempted_at.insert(row.attempted_at.begin() + at, success.attempted_at.front());
  row.statuses.insert(row.statuses.begin() + at, success.statuses.front());
  row.errors.insert(row.errors.begin() + at, success.errors.front());
  row.latencies_ms.insert(row.latencies_ms.begin() + at, success.latencies_ms.front());
  if (row.attempted_at.size() > delivery_row::attempts_kept) drop_second_attempt(row);
}

std::vector<placed_delivery> exceptions_before(const row_reader& rows, const webhook_id& id,
                                               std::uint64_t before, std::size_t limit) {
  std::vector<placed_delivery> found;
  rows.scan_back(keys::deliveries_of(id), keys::delivery(id, before), [&](auto key, auto value) {
    found.push_back({delivery_place(key), storage::decode_row<delivery_row>(value)});
    return found.size() < limit;
  });
  return found;
}

std::vector<placed_delivery> successes_before(const row_reader& rows, const webhook_id& id,
                                              std::uint64_t before, std::size_t limit) {
  std::vector<placed_delivery> found;
  const auto take = [&](std::string_view value) {
    const auto batch = storage::decode_row<delivered_row>(value);
    for (std::size_t n = batch.places.size(); n-- > 0 && found.size() < limit;) {
      if (batch.places[n] >= before) continue;
      found.push_back(
          {batch.places[n], as_row({batch.at, batch.statuses[n], batch.latencies_ms[n]})});
    }
  };
  // The batch whose last place is `before` or later may hold earlier ones.
  const auto all = keys::delivered_at_once(id);
  rows.scan(keys::delivered_at_once(id).number(before), all.end_of_prefix(),
            [&take](auto, auto value) {
              take(value);
              return false;
            });
  rows.scan_back(all, keys::delivered_at_once(id).number(before), [&](auto, auto value) {
    take(value);
    return found.size() < limit;
  });
  return found;
}

}  // namespace

std::optional<webhook_row> find_webhook(const row_reader& rows, const project_id& project,
                                        const webhook_id& id) {
  auto row = load_row<webhook_row>(rows, keys::webhook(id));
  if (!row || row->project != project) return std::nullopt;
  return row;
}

webhook webhook_of(const webhook_row& row) {
  return {row.id,     row.enabled,       row.settings,     row.sealed_target,
          row.cursor, row.failing_since, row.paused_until, row.period_from.size()};
}

webhook_counters webhook_counters_of(const row_reader& rows, const project_id& project) {
  return load_row<webhook_counters>(rows, keys::webhook_counters(project))
      .value_or(webhook_counters{});
}

std::vector<webhook_row> webhooks_before(const row_reader& rows, const project_id& project,
                                         std::uint64_t before, std::size_t limit) {
  std::vector<webhook_row> page;
  const auto all = keys::webhooks_of(project);
  rows.scan_back(all, keys::webhooks_of(project).number(before), [&](auto, auto id) {
    auto row = load_row<webhook_row>(rows, keys::webhook(webhook_id{std::string(id)}));
    check(row.has_value(), "a listed webhook endpoint exists");
    page.push_back(std::move(*row));
    return page.size() < limit;
  });
  return page;
}

std::vector<webhook_row> all_webhooks(const row_reader& rows) {
  std::vector<webhook_row> all;
  const storage::row_key prefix = keys::all_webhooks();
  rows.scan(prefix, prefix.end_of_prefix(), [&all](auto, auto value) {
    all.push_back(storage::decode_row<webhook_row>(value));
    return true;
  });
  return all;
}

std::optional<delivered_once> find_delivered(const row_reader& rows, const webhook_id& id,
                                             std::uint64_t place) {
  std::optional<delivered_once> found;
  const auto all = keys::delivered_at_once(id);
  rows.scan(keys::delivered_at_once(id).number(place), all.end_of_prefix(), [&](auto, auto value) {
    const auto batch = storage::decode_row<delivered_row>(value);
    const auto at = std::ranges::lower_bound(batch.places, place);
    if (at == batch.places.end() || *at != place) return false;
    const auto n = static_cast<std::size_t>(at - batch.places.begin());
    found = {batch.at, batch.statuses[n], batch.latencies_ms[n]};
    return false;
  });
  return found;
}

std::optional<delivery_row> find_delivery(const row_reader& rows, const webhook_id& id,
                                          std::uint64_t place) {
  return load_row<delivery_row>(rows, keys::delivery(id, place));
}

std::uint64_t delivery_place(std::string_view key) {
  return storage::row_key_reader(key.substr(key.size() - sizeof(std::uint64_t)))
      .number<std::uint64_t>();
}

std::vector<placed_delivery> deliveries_before(const row_reader& rows, const webhook_id& id,
                                               std::uint64_t before, std::size_t limit) {
  auto page = exceptions_before(rows, id, before, limit);
  auto successes = successes_before(rows, id, before, limit);
  // What was replayed and succeeded by itself is one delivery.
  std::erase_if(successes, [&page](const auto& one) {
    const auto replayed = std::ranges::find(page, one.place, &placed_delivery::place);
    if (replayed == page.end()) return false;
    add_success(replayed->row, one.row);
    return true;
  });
  page.insert(page.end(), std::make_move_iterator(successes.begin()),
              std::make_move_iterator(successes.end()));
  std::ranges::sort(page, std::greater{}, &placed_delivery::place);
  if (page.size() > limit) page.resize(limit);
  return page;
}

std::vector<due_delivery> deliveries_due(const row_reader& rows, const webhook_id& id,
                                         std::size_t limit) {
  std::vector<due_delivery> due;
  const auto all = keys::deliveries_due(id);
  rows.scan(all, all.end_of_prefix(), [&](auto key, auto) {
    storage::row_key_reader parts(key.substr(all.view().size()));
    const auto at = parts.template number<unix_us>();
    due.push_back({at, parts.template number<std::uint64_t>()});
    return due.size() < limit;
  });
  return due;
}

std::vector<std::uint64_t> failed_since(const row_reader& rows, const webhook_id& id, unix_us since,
                                        unix_us now, std::size_t limit) {
  std::vector<std::uint64_t> places;
  const auto all = keys::deliveries_of(id);
  rows.scan(all, all.end_of_prefix(), [&](auto key, auto value) {
    const auto row = storage::decode_row<delivery_row>(value);
    // What is due is tried as it is; what awaits its cursor has not failed by the schedule.
    const bool failed = row.state == delivery_state::exhausted || row.next_at > now;
    if (failed && row.attempted_at.back() >= since) places.push_back(delivery_place(key));
    return places.size() < limit;
  });
  return places;
}

}  // namespace carnet::projections
