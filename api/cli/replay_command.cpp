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

}  // namespace

int run_replay(const replay_settings& settings, std::ostream& out, std::ostream& errors) {
  auto opened = producers::open_existing_log(settings.source);
  if (!opened) {
    errors << "carnet replay: " << opened.error().what << '\n';
    return 1;
  }
  const int code = tell_losses(*opened, "replay", errors);
  storage::log_set& log = *opened->log;
  const scratch room(settings.source.data);
  for (partition_id id = 0; id < log.partitions(); ++id) {
    if (settings.until && settings.until->partition != id) continue;
    const record_sequence until = settings.until ? settings.until->sequence : 0;
    const auto done =
        producers::rebuild_state(log.partition(id), id, until, room.path() / std::to_string(id));
    if (!done) {
      errors << fmt::format("carnet replay: partition {}: {}\n", id, done.error().what);
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
