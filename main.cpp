// The command line: verbs and flags, each handed to what does the work.
#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "admin_verbs.hpp"
#include "api/cli/backup_command.hpp"
#include "api/cli/extract/extract_command.hpp"
#include "api/cli/keygen_command.hpp"
#include "api/cli/log_copy_command.hpp"
#include "api/cli/log_dump_command.hpp"
#include "api/cli/ocsf_command.hpp"
#include "api/cli/replay_command.hpp"
#include "log_flags.hpp"
#include "serve_verb.hpp"

namespace carnet {
namespace {

void add_replay(CLI::App& app, int& exit_code) {
  auto* verb = app.add_subcommand("replay", "Rebuild the state from the log and print its digest");
  auto settings = std::make_shared<api::cli::replay_settings>();
  auto until = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  verb->add_option("--data", *data, "Data directory");
  const auto flags = add_log_flags(*verb);
  verb->add_option("--until", *until, "Stop after this position, partition:sequence");
  verb->callback([settings, until, data, flags, &exit_code] {
    settings->source = source_of(*flags, *data);
    if (!until->empty()) {
      position at;
      char colon = 0;
      std::istringstream text(*until);
      if (!(text >> at.partition >> colon >> at.sequence) || colon != ':' || !text.eof()) {
        throw CLI::ValidationError("--until", "must be partition:sequence");
      }
      settings->until = at;
    }
    exit_code = api::cli::run_replay(*settings, std::cout, std::cerr);
  });
}

using log_verb = int (*)(const producers::log_source&, std::ostream&, std::ostream&);

void add_log_verb(CLI::App& log, const char* name, const char* help, log_verb run, int& exit_code) {
  auto* verb = log.add_subcommand(name, help);
  auto data = std::make_shared<std::string>();
  verb->add_option("--data", *data, "Data directory");
  verb->add_flag_callback("--json", [] {}, "One JSON object a line (the only format)");
  const auto flags = add_log_flags(*verb);
  verb->callback(
      [=, &exit_code] { exit_code = run(source_of(*flags, *data), std::cout, std::cerr); });
}

// A place is a data directory or a cluster; the flags of a cluster hold for both.
producers::log_source source_at(const std::string& place, const log_flags& flags) {
  log_flags named = flags;
  const bool kafka = storage::names_kafka(place);
  if (kafka) named.url = place;
  return source_of(named, kafka ? "" : place);
}

void add_log_copy(CLI::App& log, int& exit_code) {
  auto* verb = log.add_subcommand("copy", "Copy a log to Kafka or back, frames byte for byte");
  auto from = std::make_shared<std::string>();
  auto to = std::make_shared<std::string>();
  verb->add_option("--from", *from, "Data directory, or kafka://host:port,host:port")->required();
  verb->add_option("--to", *to, "The same; what it has already is kept")->required();
  const auto flags = add_kafka_flags(*verb);
  verb->callback([=, &exit_code] {
    if (*from == *to) throw CLI::ValidationError("--to", "is the same as --from");
    exit_code = api::cli::run_log_copy(source_at(*from, *flags), source_at(*to, *flags), std::cout,
                                       std::cerr);
  });
}

void add_log_ocsf(CLI::App& log, int& exit_code) {
  auto* verb = log.add_subcommand("ocsf", "Print every event of every project as OCSF");
  auto options = std::make_shared<producers::installation_options>();
  auto names = std::make_shared<std::vector<std::string>>();
  verb->add_option("--data", options->data, "Data directory of the stopped server")->required();
  verb->add_option("--master-key-file", options->master_key_file,
                   "Master key; in the data directory when not given");
  verb->add_option("--ocsf-version", *names, "1.1.0, 1.3.0, 1.5.0 or 1.8.0; may be repeated");
  const auto flags = add_log_flags(*verb);
  verb->callback([=, &exit_code] {
    std::vector<schemas::ocsf_version> versions;
    for (const auto& name : *names) {
      const auto version = schemas::ocsf_version_from(name);
      if (!version)
        throw CLI::ValidationError("--ocsf-version", "must be 1.1.0, 1.3.0, 1.5.0 or 1.8.0");
      versions.push_back(*version);
    }
    if (versions.empty()) versions.push_back(schemas::ocsf_newest);
    options->kafka = source_of(*flags, options->data).kafka;
    std::ios::sync_with_stdio(false);
    exit_code = api::cli::run_ocsf(*options, versions, std::cout, std::cerr);
  });
}

void add_log(CLI::App& app, int& exit_code) {
  auto* log = app.add_subcommand("log", "Look at the log of a stopped server, or at one on Kafka");
  log->require_subcommand(1);
  add_log_verb(*log, "dump", "Print every record, without secrets", api::cli::run_log_dump,
               exit_code);
  add_log_copy(*log, exit_code);
  add_log_ocsf(*log, exit_code);
  add_log_verb(*log, "verify", "Check every frame and record", api::cli::run_log_verify, exit_code);
}

void add_backup(CLI::App& app, int& exit_code) {
  auto data = std::make_shared<std::string>();
  auto other = std::make_shared<std::string>();
  auto* backup =
      app.add_subcommand("backup", "Copy log and data keys of the running server, verified");
  backup->add_option("--data", *data, "Data directory of the server")->required();
  backup->add_option("target", *other, "Directory to make")->required();
  backup->callback([data, other, &exit_code] {
    exit_code = api::cli::run_backup(*data, *other, std::cout, std::cerr);
  });
  auto* restore = app.add_subcommand("restore", "Make a data directory from a backup, verified");
  restore->add_option("--data", *data, "Data directory to make")->required();
  restore->add_option("source", *other, "Backup directory")->required();
  restore->callback([data, other, &exit_code] {
    exit_code = api::cli::run_restore(*other, *data, std::cout, std::cerr);
  });
}

void add_keygen(CLI::App& app, int& exit_code) {
  auto* verb = app.add_subcommand("keygen", "Make a master key file");
  auto file = std::make_shared<std::string>();
  verb->add_option("file", *file, "File to make, mode 0600")->required();
  verb->callback(
      [file, &exit_code] { exit_code = api::cli::run_keygen(*file, std::cout, std::cerr); });
}

void add_extract(CLI::App& app, int& exit_code) {
  auto* verb = app.add_subcommand("extract", "Find the code or link of messages");
  auto settings = std::make_shared<api::cli::extract_settings>();
  verb->add_option(
      "paths", settings->paths,
      "Mail (.eml), mailboxes (.mbox), cases (.jsonl), folders of .eml; none: standard "
      "input");
  verb->add_flag("--jsonl", settings->jsonl, "Every input is JSON Lines, whatever it is called");
  verb->add_flag("--explain", settings->explain,
                 "Say why: candidates and reasons, readable for mail, JSON for JSON Lines");
  verb->add_option("--min-confidence", settings->wanted.min_confidence,
                   "Report nothing below it, 0 to 1")
      ->check(CLI::Range(0.0, 1.0));
  verb->add_option("--expect-sender", settings->expect_sender,
                   "Refuse what any other address sent");
  verb->add_option("--expect-host", settings->expect_host,
                   "Refuse links and senders outside this host");
  verb->callback([settings, &exit_code] {
    std::ios::sync_with_stdio(false);
    settings->colour = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    exit_code = api::cli::run_extract(std::cin, std::cout, *settings);
  });
}

int run(int argc, char** argv) {
  // Standard output is for what a verb answers with.
  spdlog::set_default_logger(spdlog::stderr_logger_mt("verb"));
  CLI::App app("Carnet: identities with inboxes for AI agents, on an immutable log", "carnet");
  app.require_subcommand(1);
  app.set_version_flag("--version", CARNET_VERSION);
  int exit_code = 0;
  add_serve_verb(app, exit_code);
  add_admin_verbs(app, exit_code);
  add_replay(app, exit_code);
  add_log(app, exit_code);
  add_backup(app, exit_code);
  add_keygen(app, exit_code);
  add_extract(app, exit_code);
  CLI11_PARSE(app, argc, argv);
  return exit_code;
}

}  // namespace
}  // namespace carnet

int main(int argc, char** argv) {
  try {
    return carnet::run(argc, argv);
  } catch (const std::exception& why) {
    std::cerr << "carnet: " << why.what() << '\n';
    return 1;
  }
}
