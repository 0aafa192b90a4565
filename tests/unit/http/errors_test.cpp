// The error table against its documentation and the shape of an error body.
#include "api/http/errors.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace carnet::http {
namespace {

TEST(Errors, DocumentationIsPrintedFromTheTable) {
  const std::string path = std::string(CARNET_SOURCE_DIR) + "/docs/errors.md";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path) << errors_markdown();
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), errors_markdown()) << "run this test with UPDATE_GOLDEN=1";
}

TEST(Errors, CodesAreUniqueAndRetryableOnlyWhereWaitingHelps) {
  std::set<std::string_view> seen;
  for (const error_row& row : error_table()) {
    EXPECT_TRUE(seen.insert(row.text).second) << row.text;
    EXPECT_EQ(row.retryable, row.status >= 500 || row.status == 429 || row.status == 408);
  }
}

TEST(Errors, BodyHasThePublishedMembersAndParamWhereKnown) {
  std::string body;
  append_problem_body(body, {.code = error_code::identity_not_found}, "req_1");
  EXPECT_EQ(body, R"({"code":"identity_not_found","message":"The identity does not exist in this )"
                  R"(project.","retryable":false,"request_id":"req_1"})");
  body.clear();
  append_problem_body(
      body,
      {.code = error_code::not_found, .message = "Nothing yet.", .param = "/a", .retryable = true},
      "req_2");
  EXPECT_EQ(body, R"({"code":"not_found","message":"Nothing yet.","retryable":true,)"
                  R"("request_id":"req_2","param":"/a"})");
}

}  // namespace
}  // namespace carnet::http
