#include "api/cli/log_copy_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <ostream>
#include <sstream>

#include "api/cli/progress_bar.hpp"
#include "api/cli/replay_command.hpp"
#include "storage/log/log_copy.hpp"

namespace carnet::api::cli {
namespace {

using producers::log_source;
using producers::opened_log;

result<std::uint64_t> records_of(storage::log_set& log) {
  std::uint64_t records = 0;
  for (partition_id id = 0; id < log.partitions(); ++id) {
    const auto end = log.partition(id).end();
    if (!end) return std::unexpected(end.error());
    records += *end;
  }
  return records;
}

result<void> copy_partitions(opened_log& from, opened_log& to, std::ostream& out,
                             std::ostream& errors) {
  const auto total = records_of(*from.log);
  if (!total) return std::unexpected(total.error());
  progress_bar bar(errors, isatty(STDERR_FILENO) == 1, *total);
  const storage::copy_end source{*from.log, *from.keys};
  const storage::copy_end target{*to.log, *to.keys};
  std::uint64_t before = 0;  // records of the partitions that are done
  std::uint64_t bytes_before = 0;
  for (partition_id id = 0; id < from.log->partitions(); ++id) {
    std::uint64_t bytes = 0;
    const auto copied = [&](std::uint64_t records, std::uint64_t amount) {
      bytes = amount;
      bar.show(before + records, bytes_before + bytes);
    };
    // Keys first: one without records is harmless, records without their keys could not be read.
    if (auto done = storage::copy_keys(id, source, target, *to.imports); !done) return done;
    const auto present = storage::copy_records(id, source, target, *to.imports, copied);
    if (!present) return std::unexpected(present.error());
    if (*present > 0) out << fmt::format("partition {}: {} records were there\n", id, *present);
    before += *from.log->partition(id).end();
    bytes_before += bytes;
  }
  bar.finish(bytes_before);
  return {};
}

result<void> copy_all(const log_source& from, const log_source& to, std::ostream& out,
                      std::ostream& errors) {
  auto source = producers::open_existing_log(from);
  if (!source) return std::unexpected(source.error());
  // A copy would not show that its original once had more.
  if (const auto lost = producers::losses(*source); !lost.empty()) {
    return fail(failure_code::corrupt, lost.front() + "; nothing is copied");
  }
  auto target = producers::open_log(to, source->log->partitions());
  if (!target) return std::unexpected(target.error());
  if (target->log->partitions() != source->log->partitions()) {
    return fail(failure_code::invalid_argument, "the target has more partitions than the source");
  }
  return copy_partitions(*source, *target, out, errors);
}

}  // namespace

int run_log_copy(const log_source& from, const log_source& to, std::ostream& out,
                 std::ostream& errors) {
  if (const auto done = copy_all(from, to, out, errors); !done) {
    errors << "carnet log copy: " << done.error().what << '\n';
    return 1;
  }
  std::ostringstream source;
  std::ostringstream target;
  if (const int failed = run_replay({from, std::nullopt}, source, errors)) return failed;
  if (const int failed = run_replay({to, std::nullopt}, target, errors)) return failed;
  out << target.str();
  if (source.str() == target.str()) return 0;
  errors << "carnet log copy: the digests differ: do not use this copy. The source's are\n"
         << source.str();
  return 1;
}

}  // namespace carnet::api::cli
