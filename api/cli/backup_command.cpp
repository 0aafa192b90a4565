#include "api/cli/backup_command.hpp"

#include <fstream>
#include <ostream>
#include <sstream>

#include "api/cli/admin_command.hpp"
#include "api/cli/replay_command.hpp"
#include "api/http/json_writer.hpp"

namespace carnet::api::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* digests_file = "digests.jsonl";

int complain(std::ostream& errors, const char* verb, const std::string& what) {
  errors << "carnet " << verb << ": " << what << '\n';
  return 1;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Copies the log and holds it to the digests.
int fill_from(const fs::path& source, const fs::path& data, std::ostream& out,
              std::ostream& errors) {
  std::error_code bad;
  fs::create_directories(data, bad);
  fs::copy(source / "log", data / "log", fs::copy_options::recursive, bad);
  if (bad) return complain(errors, "restore", "the copy failed: " + bad.message());
  std::ostringstream digests;
  const replay_settings copy{{data, {}}, std::nullopt};
  if (const int failed = print_digests("restore", copy, digests, errors)) return failed;
  if (digests.str() != text_of(source / digests_file)) {
    return complain(errors, "restore", "the digests differ from the backup's");
  }
  out << digests.str();
  return 0;
}

}  // namespace

int run_backup(const fs::path& data, const fs::path& target, std::ostream& out,
               std::ostream& errors) {
  std::error_code bad;
  const fs::path place = fs::absolute(target, bad);
  if (fs::exists(place)) return complain(errors, "backup", "the target exists already");
  fs::create_directories(place, bad);
  if (bad) return complain(errors, "backup", "the target can not be made: " + bad.message());
  admin_request ask{.data = data, .command = "backup"};
  http::json_writer json(ask.body);
  json.begin_object();
  json.member("directory", (place / "log").string());
  json.end_object();
  if (const auto done = ask_server(ask); !done)
    return complain(errors, "backup", done.error().what);
  std::ostringstream digests;
  const replay_settings copy{{place, {}}, std::nullopt};
  if (const int failed = print_digests("backup", copy, digests, errors)) return failed;
  std::ofstream(place / digests_file) << digests.str();
  out << digests.str();
  return 0;
}

int run_restore(const fs::path& source, const fs::path& data, std::ostream& out,
                std::ostream& errors) {
  std::error_code bad;
  if (!fs::exists(source / digests_file)) return complain(errors, "restore", "this is no backup");
  if (fs::exists(data / "log"))
    return complain(errors, "restore", "the data directory has a log already");
  const bool made = !fs::exists(data, bad);
  const int failed = fill_from(source, data, out, errors);
  // What looks like a data directory would be started one day.
  if (failed != 0) fs::remove_all(made ? data : data / "log", bad);
  return failed;
}

}  // namespace carnet::api::cli
