// The conformance messages, found by the environment variable CARNET_CONFORMANCE, and the page that
// lists where our reading differs from the expected one.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace carnet::test {

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Empty when there is no material on this machine.
inline std::filesystem::path mime_material() {
  const char* root = std::getenv("CARNET_CONFORMANCE");
  if (root == nullptr) return {};
  const auto path = std::filesystem::path(root) / "mime";
  return std::filesystem::is_directory(path) ? path : std::filesystem::path();
}

/// All files below `root` with the given extension, sorted.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& root,
                                                      const std::string& extension) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) found.push_back(entry);
  }
  std::ranges::sort(found);
  return found;
}

/// How many messages of a set were compared, which ones differ in subject or bodies, and which
/// show everything that is recorded and more.
struct agreement {
  std::size_t total = 0;
  std::vector<std::filesystem::path> different;
  std::vector<std::filesystem::path> shows_more;
};

agreement mail_parser_agreement();
agreement mime4j_agreement();

/// True when docs/mime-conformance.md names the message, by its path below the material.
inline bool is_listed(const std::filesystem::path& message) {
  static const std::string page = file_bytes(CARNET_SOURCE_DIR "/docs/mime-conformance.md");
  const auto name = message.lexically_relative(mime_material()).string();
  return page.find("`" + name + "`") != std::string::npos;
}

}  // namespace carnet::test
