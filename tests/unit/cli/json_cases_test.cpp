// `carnet extract --jsonl`: one answer a line, in order, whatever a line holds.

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "api/cli/extract/extract_command.hpp"

namespace carnet::api::cli {
namespace {

struct outcome {
  int status = 0;
  std::vector<boost::json::object> answers;
};

outcome run(const std::string& lines, extract_settings settings = {}) {
  std::istringstream in(lines);
  std::ostringstream out;
  outcome result;
  settings.jsonl = true;
  result.status = run_extract(in, out, settings);
  std::istringstream written(out.str());
  for (std::string line; std::getline(written, line);) {
    result.answers.push_back(boost::json::parse(line).as_object());
  }
  return result;
}

TEST(json_cases, answers_a_code_a_link_and_nothing) {
  const std::string url = "https://h.example/verify?token=9f8e7d6c5b4a39281706f5e4";
  const auto result =
      run(R"({"id":"a","from":"h@h.example","text":"Your code is 482913","html":null})"
          "\n"
          R"({"id":2,"subject":"Verify your email","text":")" +
          url +
          "\"}\n"
          R"({"id":"c","subject":null,"text":"See you at noon.","html":null})"
          "\n");
  EXPECT_EQ(result.status, 0);
  ASSERT_EQ(result.answers.size(), 3u);
  EXPECT_EQ(result.answers[0].at("id"), "a");
  EXPECT_EQ(result.answers[0].at("type"), "otp");
  EXPECT_EQ(result.answers[0].at("value"), "482913");
  EXPECT_TRUE(result.answers[0].at("primaryActionUrl").is_null());
  EXPECT_GT(result.answers[0].at("confidence").as_double(), 0.5);
  EXPECT_EQ(result.answers[1].at("id"), 2);
  EXPECT_EQ(result.answers[1].at("type"), "link");
  EXPECT_EQ(result.answers[1].at("value"), result.answers[1].at("primaryActionUrl"));
  EXPECT_TRUE(result.answers[2].at("type").is_null());
  EXPECT_TRUE(result.answers[2].at("value").is_null());
}

TEST(json_cases, a_bad_line_is_answered_and_the_run_goes_on) {
  const auto result = run("not json\n[1,2]\n\n{\"id\":\"x\",\"text\":\"Your code is 482913\"}\n");
  EXPECT_EQ(result.status, 1);
  ASSERT_EQ(result.answers.size(), 3u);
  EXPECT_EQ(result.answers[0].at("error"), "line 1 is not JSON");
  EXPECT_EQ(result.answers[1].at("error"), "line 2 is not an object");
  EXPECT_EQ(result.answers[2].at("value"), "482913");
}

TEST(json_cases, a_line_over_the_limit_is_named_and_read_past) {
  const auto result = run(std::string(case_bytes_max + 1, ' ') +
                          "\n{\"id\":\"x\",\"text\":\"Your code is 482913\"}\n");
  EXPECT_EQ(result.status, 1);
  ASSERT_EQ(result.answers.size(), 2u);
  EXPECT_EQ(result.answers[0].at("error"), "line 1 is longer than 33554432 bytes");
  EXPECT_EQ(result.answers[1].at("value"), "482913");
}

TEST(json_cases, members_of_other_types_count_as_absent) {
  const auto result =
      run(R"({"id":{"k":1},"subject":7,"text":["x"],"html":"Your code is <b>482913</b>"})"
          "\n");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.answers.at(0).at("value"), "482913");
  EXPECT_TRUE(result.answers.at(0).at("id").is_object());
}

TEST(json_cases, explain_tells_the_reasons) {
  const auto plain = run("{\"id\":1,\"text\":\"Your code is 482913\"}\n");
  EXPECT_FALSE(plain.answers.at(0).contains("reasons"));
  const auto told = run("{\"id\":1,\"text\":\"Your code is 482913\"}\n", {.explain = true});
  EXPECT_FALSE(told.answers.at(0).at("reasons").as_array().empty());
  EXPECT_EQ(told.answers.at(0).at("candidates").as_array().size(), 1u);
}

}  // namespace
}  // namespace carnet::api::cli
