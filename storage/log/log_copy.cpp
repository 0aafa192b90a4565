#include "storage/log/log_copy.hpp"

#include <fmt/core.h>

#include "storage/log/read_through.hpp"

namespace carnet::storage {
namespace {

result<log_record> record_at(event_log& log, record_sequence sequence) {
  auto records = log.read(sequence, {.records = 1}, std::chrono::steady_clock::now());
  if (!records) return std::unexpected(records.error());
  if (records->empty()) return fail(failure_code::corrupt, "the log ends before its end");
  return std::move(records->front());
}

// Whether both logs have the same record at `sequence`; with it, all before are the same as well.
result<void> check_same(partition_id id, event_log& from, event_log& to, record_sequence sequence) {
  if (sequence == 0) return {};
  const auto theirs = record_at(from, sequence);
  if (!theirs) return std::unexpected(theirs.error());
  const auto ours = record_at(to, sequence);
  if (!ours) return std::unexpected(ours.error());
  if (theirs->epoch == ours->epoch && theirs->bytes == ours->bytes) return {};
  return fail(failure_code::invalid_argument,
              fmt::format("the target holds another log: partition {} differs at sequence {}", id,
                          sequence));
}

// Hands all keys of a partition to `visit`, a page at a time.
result<void> walk_keys(key_table& keys, partition_id id,
                       const std::function<result<void>(std::vector<key_change>)>& visit) {
  std::string after;
  for (;;) {
    auto page = keys.keys_after(id, after, key_replacements_max);
    if (!page) return std::unexpected(page.error());
    if (page->empty()) return {};
    after = page->back().subject;
    if (auto done = visit(std::move(*page)); !done) return done;
  }
}

result<void> import_keys(partition_id id, log_import& into, const std::vector<key_change>& keys) {
  return keys.empty() ? result<void>() : into.import_records(id, {}, keys);
}

}  // namespace

result<record_sequence> copy_records(partition_id id, copy_end from, copy_end to, log_import& into,
                                     const copy_listener& copied) {
  event_log& source = from.log.partition(id);
  event_log& target = to.log.partition(id);
  const auto end = source.end();
  if (!end) return std::unexpected(end.error());
  const auto present = target.end();
  if (!present) return std::unexpected(present.error());
  if (*present > *end) {
    return fail(failure_code::invalid_argument,
                fmt::format("the target holds more: partition {} has {} records, the source {}", id,
                            *present, *end));
  }
  if (auto same = check_same(id, source, target, *present); !same) {
    return std::unexpected(same.error());
  }
  std::uint64_t bytes = 0;
  const auto copy_batch = [&](std::span<const log_record> records) -> result<void> {
    if (auto done = into.import_records(id, records, {}); !done) return done;
    for (const log_record& record : records) bytes += record.bytes.size();
    copied(records.back().sequence, bytes);
    return {};
  };
  if (auto walked = read_through(source, *present + 1, *end, copy_batch); !walked) {
    return std::unexpected(walked.error());
  }
  return *present;
}

result<void> copy_keys(partition_id id, copy_end from, copy_end to, log_import& into) {
  const auto add_missing = [&](std::vector<key_change> page) {
    std::erase_if(page, [&](const key_change& key) {
      return to.log.wrapped_key(id, key.subject).value_or("") == key.wrapped;
    });
    return import_keys(id, into, page);
  };
  if (auto done = walk_keys(from.keys, id, add_missing); !done) return done;
  const auto remove_gone = [&](std::vector<key_change> page) {
    std::erase_if(page, [&](const key_change& key) {
      return from.log.wrapped_key(id, key.subject).has_value();
    });
    for (key_change& key : page) key.wrapped.clear();
    return import_keys(id, into, page);
  };
  return walk_keys(to.keys, id, remove_gone);
}

}  // namespace carnet::storage
