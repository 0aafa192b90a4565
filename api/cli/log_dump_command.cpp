#include "api/cli/log_dump_command.hpp"

#include <fmt/format.h>

#include <functional>
#include <ostream>

#include "api/aidenid/time_text.hpp"
#include "api/cli/event_text.hpp"
#include "api/cli/log_losses.hpp"
#include "producers/installation/log_source.hpp"
#include "schemas/codec.hpp"
#include "storage/crypto/hex.hpp"
#include "storage/log/read_through.hpp"

namespace carnet::api::cli {
namespace {

using record_visitor = std::function<void(partition_id, const storage::log_record&, const record&)>;

result<std::uint64_t> walk_partition(storage::event_log& log, partition_id id,
                                     const record_visitor& visit) {
  const auto end = log.end();
  if (!end) return std::unexpected(end.error());
  const auto decode_batch = [&](std::span<const storage::log_record> records) -> result<void> {
    for (const auto& stored : records) {
      const auto rec = schemas::decode(stored.bytes);
      if (!rec) return std::unexpected(rec.error());
      visit(id, stored, *rec);
    }
    return {};
  };
  if (auto walked = storage::read_through(log, 1, *end, decode_batch); !walked) {
    return std::unexpected(walked.error());
  }
  return *end;
}

// Walks all partitions; `at_end` hears how many records each has.
int walk(const producers::log_source& source, std::ostream& errors, const record_visitor& visit,
         const std::function<void(partition_id, std::uint64_t)>& at_end) {
  auto opened = producers::open_existing_log(source);
  if (!opened) {
    errors << "carnet log: " << opened.error().what << '\n';
    return 1;
  }
  const int code = tell_losses(*opened, "log", errors);
  storage::log_set& log = *opened->log;
  for (partition_id id = 0; id < log.partitions(); ++id) {
    const auto count = walk_partition(log.partition(id), id, visit);
    if (!count) {
      errors << fmt::format("carnet log: partition {}: {}\n", id, count.error().what);
      return 1;
    }
    at_end(id, *count);
  }
  return code;
}

void write_record(std::ostream& out, partition_id id, const storage::log_record& stored,
                  const record& rec) {
  std::string line;
  http::json_writer json(line);
  json.begin_object();
  json.member("position", fmt::format("{}:{}", id, stored.sequence));
  json.member("epoch", stored.epoch);
  json.member("recordedAt", aidenid::to_iso(rec.recorded_at));
  json.member("commandId", crypto::hex_encode(rec.command_id));
  if (!rec.project.empty()) json.member("projectId", to_wire(rec.project));
  if (!rec.actor.empty()) json.member("apiKeyId", to_wire(rec.actor));
  json.key("events");
  json.begin_array();
  for (const event& e : rec.events) write_event(json, e);
  json.end_array();
  if (rec.reply) json.member("replyStatus", rec.reply->status);
  json.member("bytes", stored.bytes.size());
  json.end_object();
  out << line << '\n';
}

}  // namespace

int run_log_dump(const producers::log_source& source, std::ostream& out, std::ostream& errors) {
  return walk(
      source, errors,
      [&out](partition_id id, const auto& stored, const record& rec) {
        write_record(out, id, stored, rec);
      },
      [](partition_id, std::uint64_t) {});
}

int run_log_verify(const producers::log_source& source, std::ostream& out, std::ostream& errors) {
  return walk(
      source, errors, [](partition_id, const auto&, const record&) {},
      [&out](partition_id id, std::uint64_t count) {
        out << fmt::format("partition {}: {} records, all frames verify\n", id, count);
      });
}

}  // namespace carnet::api::cli
