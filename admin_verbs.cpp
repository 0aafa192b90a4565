#include "admin_verbs.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <set>

#include "api/cli/admin_command.hpp"
#include "api/http/json_writer.hpp"
#include "domain/tenancy/limits.hpp"

namespace carnet {
namespace {

// A flag of a verb, and the member of the request's body it fills.
struct flag_member {
  const char* flag;
  const char* member;
  const char* help;
  bool required;
  bool number = false;
};

struct verb_row {
  const char* name;
  const char* help;
  std::vector<flag_member> flags;
};

const flag_member organization_flag{"--org", "organization",
                                    "Organization by name; made when missing", true};
const flag_member project_flag{"--project", "project", "Project by name; made when missing", true};
const flag_member plan_flag{"--plan", "plan", "Plan of a project that is made", false};

const std::vector<verb_row>& verbs() {
  static const std::vector<verb_row> all{
      {"create-organization", "Make an organization", {{"--org", "organization", "Name", true}}},
      {"create-project", "Make a project", {organization_flag, project_flag, plan_flag}},
      {"create-key",
       "Make an API key, and what it needs",
       {organization_flag,
        project_flag,
        plan_flag,
        {"--api-version", "apiVersion", "Pinned API revision", false}}},
      {"revoke-key", "End an API key", {{"--id", "apiKeyId", "Its id, key_…", true}}},
      {"set-plan",
       "Change the plan of a project",
       {{"--project-id", "projectId", "Its id, proj_…", true},
        {"--plan", "plan", "Name of the plan", true}}},
      {"set-limits",
       "Set limits of a project in place of its plan's",
       {{"--project-id", "projectId", "Its id, proj_…", true}}},
      {"create-token", "Make another admin token", {}},
      {"revoke-token", "End an admin token", {{"--id", "adminTokenId", "Its id, adm_…", true}}},
      {"list", "Show organizations, projects, keys and admin tokens", {}},
      {"digest", "Show the digests of the server's own copies of all partitions", {}},
      {"add-partitions",
       "Make the log have N partitions of events more; new projects go to them",
       {{"N,--count", "count", "How many, 1 to 64", true, true}}},
      {"rotate-master-key", "Wrap all data keys anew under a fresh master key", {}},
  };
  return all;
}

struct verb_input {
  api::cli::admin_request request;
  bool json = false;
  std::map<std::string, std::string> members;
  std::set<std::string> numbers;  // the members that are no texts
  std::vector<std::string> scopes;
  std::map<std::string_view, std::string> limits;  // of set-limits, as they were typed
};

constexpr const char* no_limit = "unlimited";
constexpr const char* plans_limit = "plan";

// "requestsPerMinute" as "--requests-per-minute".
std::string flag_of(std::string_view member) {
  std::string flag = "--";
  for (const char c : member) {
    if (c >= 'A' && c <= 'Z') flag.push_back('-');
    flag.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return flag;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 11 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

std::string complaint_about_number(const std::string& text) {
  return is_number(text) ? "" : "must be a number";
}

std::string complaint_about_limit(const std::string& text) {
  if (is_number(text) || text == no_limit || text == plans_limit) return {};
  return "must be a number, unlimited, or plan";
}

void add_limit_flags(CLI::App& verb, verb_input& input) {
  for (const auto& row : limit_rows) {
    verb.add_option(flag_of(row.name), input.limits[row.name],
                    "A number, unlimited, or plan for what the plan says")
        ->check(complaint_about_limit);
  }
}

void write_limits(http::json_writer& json, const verb_input& input) {
  if (input.limits.empty()) return;
  json.key("limits");
  json.begin_object();
  for (const auto& [name, text] : input.limits) {
    if (text.empty() || text == plans_limit) continue;
    json.member(name, text == no_limit ? -1 : std::stoll(text));
  }
  json.end_object();
  json.key("reset");
  json.begin_array();
  for (const auto& [name, text] : input.limits) {
    if (text == plans_limit) json.value(name);
  }
  json.end_array();
}

std::string body_of(const verb_input& input) {
  std::string body;
  http::json_writer json(body);
  json.begin_object();
  for (const auto& [name, value] : input.members) {
    if (value.empty()) continue;
    input.numbers.contains(name) ? json.member(name, std::stoll(value)) : json.member(name, value);
  }
  if (!input.scopes.empty()) {
    json.key("scopes");
    json.begin_array();
    for (const auto& scope : input.scopes) json.value(scope);
    json.end_array();
  }
  write_limits(json, input);
  json.end_object();
  return body;
}

void add_verb(CLI::App& admin, const verb_row& row, int& exit_code) {
  auto* verb = admin.add_subcommand(row.name, row.help);
  auto input = std::make_shared<verb_input>();
  input->request.command = row.name;
  verb->add_option("--data", input->request.data, "Data directory of the running server")
      ->envname("CARNET_DATA")
      ->required();
  verb->add_option("--token-file", input->request.token_file,
                   "File with an admin token; admin.token in the data directory if not given")
      ->envname("CARNET_ADMIN_TOKEN_FILE");
  verb->add_option("--timeout", input->request.limit, "Seconds to wait for the answer")
      ->check(CLI::Range(1, 86'400))
      ->capture_default_str();
  verb->add_flag("--json", input->json, "Print the answer as JSON");
  for (const auto& flag : row.flags) {
    auto* option = verb->add_option(flag.flag, input->members[flag.member], flag.help);
    if (flag.required) option->required();
    if (!flag.number) continue;
    input->numbers.insert(flag.member);
    option->check(complaint_about_number);
  }
  if (input->request.command == "create-key") {
    verb->add_option("--scopes", input->scopes, "Scopes, separated by commas; all when not given")
        ->delimiter(',');
  }
  if (input->request.command == "set-limits") add_limit_flags(*verb, *input);
  verb->callback([input, &exit_code] {
    input->request.body = body_of(*input);
    exit_code = api::cli::run_admin(input->request, input->json, std::cout, std::cerr);
  });
}

}  // namespace

void add_admin_verbs(CLI::App& app, int& exit_code) {
  auto* admin = app.add_subcommand("admin", "Ask the running server");
  admin->require_subcommand(1);
  for (const auto& row : verbs()) add_verb(*admin, row, exit_code);
}

}  // namespace carnet
