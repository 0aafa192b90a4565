// `carnet extract` over files: mail, mailboxes, folders and cases, told apart by name or content.

#include "api/cli/extract/extract_command.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace carnet::api::cli {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view mail =
    "From: Harbor <no-reply@harbor.example>\r\nSubject: =?utf-8?q?Your_code?=\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<p>Your sign-in code is <b>482=\r\n913</b></p>\r\n";

class extract_files : public testing::Test {
 protected:
  extract_files() { fs::create_directories(root_); }
  ~extract_files() override { fs::remove_all(root_); }

  std::string write(const std::string& name, std::string_view content) {
    const fs::path file = root_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file.string();
  }

  // "id type value" of each answer, ids relative to the folder; errors as "id: why".
  std::vector<std::string> answers(std::vector<std::string> paths, const std::string& in = "") {
    std::istringstream stream(in);
    std::ostringstream out;
    extract_settings settings;
    settings.paths = std::move(paths);
    status_ = run_extract(stream, out, settings);
    std::vector<std::string> found;
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);) {
      const auto each = boost::json::parse(line).as_object();
      std::string id(each.at("id").as_string());
      if (id.starts_with(root_.string())) id.erase(0, root_.string().size() + 1);
      if (const auto* error = each.if_contains("error")) {
        found.push_back(id + ": " + std::string(error->as_string()));
      } else if (each.at("type").is_null()) {
        found.push_back(id + " none");
      } else {
        found.push_back(id + " " + std::string(each.at("type").as_string()) + " " +
                        std::string(each.at("value").as_string()));
      }
    }
    return found;
  }

  fs::path root_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  int status_ = 0;
};

TEST_F(extract_files, a_mail_is_read_through_its_encodings) {
  EXPECT_THAT(answers({write("a.eml", mail)}), ElementsAre("a.eml otp 482913"));
  EXPECT_EQ(status_, 0);
}

TEST_F(extract_files, a_folder_gives_its_mails_in_the_order_of_their_names) {
  write("box/b.eml", mail);
  write("box/a/c.eml", "Subject: Lunch\n\nAt noon?\n");
  write("box/notes.txt", "Your code is 111222");
  EXPECT_THAT(answers({(root_ / "box").string()}),
              ElementsAre("box/a/c.eml none", "box/b.eml otp 482913"));
}

TEST_F(extract_files, a_mailbox_numbers_its_messages) {
  const std::string box =
      "From a@b Mon\nSubject: Lunch\n\nAt noon?\n\nFrom a@b Tue\n" + std::string(mail);
  EXPECT_THAT(answers({write("in.mbox", box)}),
              ElementsAre("in.mbox#1 none", "in.mbox#2 otp 482913"));
}

TEST_F(extract_files, content_tells_where_the_name_does_not) {
  const std::string box = "From a@b Mon\n" + std::string(mail);
  const std::string cases = "{\"id\":\"x\",\"text\":\"Your code is 482913\"}\n";
  EXPECT_THAT(answers({write("box", box), write("mail", mail), write("cases", cases)}),
              ElementsAre("box#1 otp 482913", "mail otp 482913", "x otp 482913"));
  EXPECT_THAT(answers({}, std::string(mail)), ElementsAre("- otp 482913"));
  EXPECT_THAT(answers({}, box), ElementsAre("-#1 otp 482913"));
  EXPECT_THAT(answers({}, cases), ElementsAre("x otp 482913"));
}

TEST_F(extract_files, what_can_not_be_read_is_told_and_the_run_goes_on) {
  const auto found =
      answers({(root_ / "missing.eml").string(),
               write("large.eml", "Subject: x\n\n" + std::string(mail_bytes_max, 'x')),
               write("a.eml", mail)});
  EXPECT_EQ(status_, 1);
  EXPECT_THAT(found,
              ElementsAre("missing.eml: it can not be opened",
                          "large.eml: the mail is longer than 26214400 bytes", "a.eml otp 482913"));
}

TEST_F(extract_files, explain_is_readable_for_mail) {
  std::istringstream in{std::string(mail)};
  std::ostringstream out;
  run_extract(in, out, {.explain = true});
  EXPECT_THAT(out.str(), HasSubstr("answer   otp 482913"));
  EXPECT_THAT(out.str(), HasSubstr("own_element"));
}

}  // namespace
}  // namespace carnet::api::cli
