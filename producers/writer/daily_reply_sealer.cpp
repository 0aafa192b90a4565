#include "producers/writer/daily_reply_sealer.hpp"

#include <fmt/format.h>

#include "domain/check.hpp"
#include "producers/content/compression.hpp"

namespace carnet::producers {
namespace {

constexpr unix_us us_per_day = 86'400 * us_per_second;
constexpr std::int64_t days_kept = 2;
// A server that was down removes the keys of the days it missed, too.
constexpr std::int64_t days_swept = 60;

std::string subject_of(std::int64_t day) { return fmt::format("reply/{}", day); }

}  // namespace

void daily_reply_sealer::begin_day(std::int64_t day, std::vector<storage::key_change>& keys) {
  subject_ = subject_of(day);
  day_ = day;
  auto existing = content_.find_key(partition_, subject_);
  if (existing) {
    key_ = *existing;
    return;
  }
  // Drawing another key over one that is there would make the day's replies unreadable.
  check(existing.error().code == failure_code::not_found, "the log tells whether it has a key");
  auto fresh = content_.draw_key(subject_);
  key_ = fresh.key;
  keys.push_back(std::move(fresh.stored));
  for (std::int64_t old = day - days_kept; old > day - days_swept; --old) {
    if (!content_.find_key(partition_, subject_of(old))) continue;
    keys.push_back({subject_of(old), {}});
    content_.forget(subject_of(old));
  }
}

recorded_reply daily_reply_sealer::seal(unix_us now, std::string_view command_id,
                                        std::uint16_t status, std::string_view body,
                                        std::vector<storage::key_change>& keys) {
  const std::int64_t day = now / us_per_day;
  if (day != day_) begin_day(day, keys);
  return {.status = status,
          .reply_key = subject_,
          .sealed_body = sealed_content::seal(key_, command_id, field::reply, compress(body)),
          .request_hash = {}};
}

result<std::string> daily_reply_sealer::open(std::string_view command_id,
                                             std::string_view reply_key,
                                             std::string_view sealed_body) const {
  const auto key = content_.find_key(partition_, reply_key);
  if (!key) return std::unexpected(key.error());
  auto packed = sealed_content::open(*key, command_id, field::reply, sealed_body);
  if (!packed) return packed;
  return decompress(*packed);
}

}  // namespace carnet::producers
