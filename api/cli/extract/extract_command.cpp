#include "api/cli/extract/extract_command.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <ostream>

#include "api/cli/extract/json_cases.hpp"
#include "api/cli/extract/mail_answers.hpp"

namespace carnet::api::cli {
namespace {

namespace fs = std::filesystem;

// An explanation shows the losers too.
constexpr std::size_t explained_candidates = 64;

class run {
 public:
  run(std::ostream& out, const extract_settings& settings)
      : out_(out), settings_(settings), mails_(out, settings_, buffers_) {
    settings_.wanted.expect_sender = settings_.expect_sender;
    settings_.wanted.expect_host = settings_.expect_host;
    if (settings_.explain) settings_.wanted.max_candidates = explained_candidates;
  }

  // By name where the name tells; else by how the content begins: an object is a case.
  void stream(std::istream& in, const fs::path& name) {
    const fs::path extension = name.extension();
    const bool named_mail = extension == ".eml" || extension == ".mbox";
    const bool named_cases = settings_.jsonl || extension == ".jsonl" || extension == ".ndjson";
    if (named_cases || (!named_mail && in.peek() == '{')) {
      cases_whole_ &= answer_cases(in, out_, settings_, buffers_);
    } else if (extension == ".eml") {
      mails_.answer_message(in, name);
    } else if (extension == ".mbox") {
      mails_.answer_mbox(in, name);
    } else {
      in.clear();
      mails_.answer_either(in, name);
    }
  }

  void path(const std::string& name) {
    std::error_code failed;
    if (fs::is_directory(name, failed)) return folder(name);
    std::ifstream in(name, std::ios::binary);
    if (!in) return mails_.refuse(name, "it can not be opened");
    stream(in, name);
  }

  int status() const { return cases_whole_ && mails_.whole() ? 0 : 1; }

 private:
  void folder(const std::string& name) {
    std::error_code failed;
    std::vector<std::string> found;
    fs::recursive_directory_iterator each(name, failed);
    for (; !failed && each != fs::recursive_directory_iterator(); each.increment(failed)) {
      if (each->path().extension() == ".eml" && each->is_regular_file(failed))
        found.push_back(each->path().string());
    }
    if (failed) mails_.refuse(name, "not all of the folder can be read");
    std::ranges::sort(found);
    for (const auto& file : found) path(file);
  }

  std::ostream& out_;
  extract_settings settings_;
  extraction::workspace buffers_;
  mail_answers mails_;
  bool cases_whole_ = true;
};

}  // namespace

int run_extract(std::istream& in, std::ostream& out, const extract_settings& settings) {
  run answers(out, settings);
  if (settings.paths.empty()) answers.stream(in, "-");
  for (const auto& path : settings.paths) answers.path(path);
  return answers.status();
}

}  // namespace carnet::api::cli
