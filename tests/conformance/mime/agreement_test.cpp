// What must hold over all conformance messages: nothing breaks, and what differs from the
// expectation is at most one message in twenty, each listed with its reason in
// docs/mime-conformance.md.
#include <gtest/gtest.h>

#include <iostream>

#include "producers/mail/charset.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "tests/conformance/mime/material.hpp"

namespace carnet::test {
namespace {

class MimeMaterial : public testing::Test {
 protected:
  void SetUp() override {
    if (mime_material().empty()) GTEST_SKIP() << "CARNET_CONFORMANCE names no mime material";
  }
};

TEST_F(MimeMaterial, AgreesWithTheExpectationButForTheListed) {
  std::size_t total = 0;
  std::size_t different = 0;
  std::size_t more = 0;
  for (const auto& set : {mail_parser_agreement(), mime4j_agreement()}) {
    total += set.total;
    different += set.different.size();
    for (const auto& file : set.different) EXPECT_TRUE(is_listed(file)) << file;
    for (const auto& file : set.shows_more) EXPECT_TRUE(is_listed(file)) << file << " shows more";
    more += set.shows_more.size();
  }
  std::cout << different << " of " << total << " messages differ, " << more << " show more\n";
  EXPECT_GE(total, 187);
  EXPECT_LE((different + more) * 20, total);
}

TEST_F(MimeMaterial, BreaksNothing) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(mime_material())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const auto mail = parse_mail(file_bytes(entry.path()));
    EXPECT_TRUE(mime::is_utf8(mail.text + mail.html + mail.subject + mail.from)) << entry.path();
  }
  EXPECT_GE(files, 188);
}

}  // namespace
}  // namespace carnet::test
