// docs/ocsf.md prints the mapping; UPDATE_GOLDEN=1 prints it anew.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "schemas/ocsf/mapping.hpp"

namespace carnet::test {
namespace {

constexpr std::string_view table_begins = "| Event | Code |";

std::string activity_of(const schemas::ocsf_mapping& how) {
  if (how.before_id == 0) return fmt::format("{} {}", how.activity_id, how.activity_name);
  return fmt::format("{} {}; before {} {} {}", how.activity_id, how.activity_name,
                     to_name(how.activity_since), how.before_id, how.before_name);
}

std::string mapping_table() {
  std::string out =
      "| Event | Code | Stream | Class | Activity | About |\n|---|---|---|---|---|---|\n";
  for (const auto& how : schemas::ocsf_mappings()) {
    out += fmt::format("| {} | `{}` | {} | {} {} | {} | {} |\n", how.event, how.code,
                       to_name(how.stream), how.class_uid, how.class_name, activity_of(how),
                       how.subject);
  }
  return out;
}

TEST(ocsf, documentation_is_printed_from_the_mapping) {
  const std::string path = std::string(CARNET_SOURCE_DIR) + "/docs/ocsf.md";
  std::ifstream in(path);
  std::stringstream read;
  read << in.rdbuf();
  std::string text = read.str();
  const auto begin = text.find(table_begins);
  ASSERT_NE(begin, std::string::npos);
  const auto end = std::min(text.find("\n\n", begin), text.size() - 1) + 1;
  const std::string table = mapping_table();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path) << text.replace(begin, end - begin, table);
    return;
  }
  EXPECT_EQ(text.substr(begin, end - begin), table) << "run this test with UPDATE_GOLDEN=1";
}

}  // namespace
}  // namespace carnet::test
