// Tokens of downloads: they say what they were made for, and bear no change.
#include "api/exports/download_token.hpp"

#include <gtest/gtest.h>

namespace carnet::exports {
namespace {

const export_id made{"aaaabbbbcccc"};
const download_right right{{"pppprrrroooo"}, 1'750'000'000'000'000};

class download_token : public testing::Test {
 protected:
  producers::keyed_hashes hashes_{crypto::secret_key::random()};
};

TEST_F(download_token, comes_back) {
  const auto token = make_token(hashes_, made, right);
  const auto read = read_token(hashes_, made, token);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->project, right.project);
  EXPECT_EQ(read->created_at, right.created_at);
}

TEST_F(download_token, fits_no_other_export_and_bears_no_change) {
  const auto token = make_token(hashes_, made, right);
  EXPECT_FALSE(read_token(hashes_, {"aaaabbbbcccd"}, token));
  EXPECT_FALSE(read_token(producers::keyed_hashes(crypto::secret_key::random()), made, token));
  EXPECT_FALSE(read_token(hashes_, made, ""));
  for (std::size_t at = 0; at < token.size(); ++at) {
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(read_token(hashes_, made, changed)) << at;
    EXPECT_FALSE(read_token(hashes_, made, token.substr(0, at))) << at;
  }
}

}  // namespace
}  // namespace carnet::exports
