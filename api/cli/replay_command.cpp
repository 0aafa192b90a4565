#include "api/cli/replay_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <ostream>

#include "api/cli/log_losses.hpp"
#include "producers/installation/rebuild.hpp"

namespace carnet::api::cli {
namespace {

// A scratch directory beside the state, or where the system keeps what passes; removed at the end.
class scratch {
 public:
  explicit scratch(const std::filesystem::path& data)
      : path_((data.empty() ? std::filesystem::temp_directory_path() / "carnet" : data) /
              fmt::format("replay.{}", getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// What is wrong with the position to stop at; empty: nothing.
std::string missing(const replay_settings& settings, storage::log_set& log) {
  if (!settings.until) return {};
  const auto [partition, sequence] = *settings.until;
  if (partition >= log.partitions()) {
    return fmt::format("the log has the partitions 0 to {}, not {}", log.partitions() - 1,
                       partition);
  }
  const auto end = log.partition(partition).end();
  if (!end) return end.error().what;
  if (sequence >= 1 && sequence <= *end) return {};
  return fmt::format("partition {} has the records 1 to {}, not {}", partition, *end, sequence);
}

}  // namespace

int run_replay(const replay_settings& settings, std::ostream& out, std::ostream& errors) {
  return print_digests("replay", settings, out, errors);
}

int print_digests(const char* verb, const replay_settings& settings, std::ostream& out,
                  std::ostream& errors) {
  auto opened = producers::open_existing_log(settings.source);
  if (!opened) {
    errors << fmt::format("carnet {}: {}\n", verb, opened.error().what);
    return 1;
  }
  const int code = tell_losses(*opened, "replay", errors);
  storage::log_set& log = *opened->log;
  if (const auto wrong = missing(settings, log); !wrong.empty()) {
    errors << fmt::format("carnet {}: --until: {}\n", verb, wrong);
    return 1;
  }
  const scratch room(settings.source.data);
  for (partition_id id = 0; id < log.partitions(); ++id) {
    if (settings.until && settings.until->partition != id) continue;
    const record_sequence until = settings.until ? settings.until->sequence : 0;
    const auto done =
        producers::rebuild_state(log.partition(id), id, until, room.path() / std::to_string(id));
    if (!done) {
      errors << fmt::format("carnet {}: partition {}: {}\n", verb, id, done.error().what);
      return 1;
    }
    out << fmt::format(
               R"({{"partition":{},"sequence":{},"applyVersion":{},"events":{},"digest":"{}"}})",
               id, done->sequence, done->digest.apply_version, done->events, done->digest.hex)
        << '\n';
  }
  return code;
}

}  // namespace carnet::api::cli
