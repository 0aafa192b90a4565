// Marks between nodes, and the file their key comes from.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "producers/peer/cluster_secret.hpp"
#include "producers/peer/forwarded_mark.hpp"
#include "tests/support/temporary_directory.hpp"

namespace carnet::peers {
namespace {

constexpr std::int64_t now_s = 1'800'000'000;

mark_writer writer(std::string_view secret = "a secret of thirty-two bytes, ok") {
  return mark_writer(*crypto::secret_key::from_bytes(secret));
}

forwarded_mark sample() {
  return {.node = "node;1",
          .request_id = "req_abc",
          .peer = "::1",
          .secure = true,
          .body_hash = body_hash_of("x"),
          .once = "00ff"};
}

TEST(Mark, SaysWhatWasWritten) {
  const auto text = writer().write(sample(), "POST", "/a?b", now_s);
  const auto read = writer().read(text, "POST", "/a?b", now_s + mark_age_max_s);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->node, "node_1");
  EXPECT_EQ(read->request_id, "req_abc");
  EXPECT_EQ(read->peer, "::1");
  EXPECT_TRUE(read->secure);
  EXPECT_EQ(read->body_hash, body_hash_of("x"));
  EXPECT_EQ(read->once, "00ff");
}

TEST(Mark, IsNoneForAnotherRequestTimeOrSecret) {
  const auto text = writer().write(sample(), "POST", "/a", now_s);
  EXPECT_FALSE(writer().read(text, "PUT", "/a", now_s));
  EXPECT_FALSE(writer().read(text, "POST", "/b", now_s));
  EXPECT_FALSE(writer().read(text, "POST", "/a", now_s + mark_age_max_s + 1));
  EXPECT_FALSE(writer().read(text, "POST", "/a", now_s - mark_age_max_s - 1));
  EXPECT_FALSE(writer("another secret of 32 bytes......").read(text, "POST", "/a", now_s));
  for (std::size_t n = 0; n < text.size(); ++n) {
    std::string changed = text;
    changed[n] = changed[n] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(writer().read(changed, "POST", "/a", now_s)) << n;
  }
  EXPECT_FALSE(writer().read("", "POST", "/a", now_s));
  EXPECT_FALSE(writer().read(";;;;;;;;", "POST", "/a", now_s));
}

class ClusterSecret : public ::testing::Test {
 protected:
  std::filesystem::path file(std::string_view text, std::filesystem::perms mode) {
    const auto path = folder_.path() / "secret";
    std::ofstream(path) << text;
    std::filesystem::permissions(path, mode);
    return path;
  }

  carnet::test::temporary_directory folder_;
};

TEST_F(ClusterSecret, ComesFromAFileThatOnlyItsOwnerReads) {
  using enum std::filesystem::perms;
  const std::string good(32, 's');
  const auto with_line_end = load_cluster_secret(file(good + "\n", owner_read | owner_write));
  const auto without = load_cluster_secret(file(good, owner_read | owner_write));
  ASSERT_TRUE(with_line_end && without);
  EXPECT_EQ(with_line_end->bytes(), without->bytes());
  EXPECT_FALSE(load_cluster_secret(file(good, owner_read | group_read)));
  EXPECT_FALSE(load_cluster_secret(file(good.substr(1) + "\n", owner_read)));
  EXPECT_FALSE(load_cluster_secret(file(std::string(1025, 's'), owner_read)));
  EXPECT_FALSE(load_cluster_secret(folder_.path() / "none"));
}

}  // namespace
}  // namespace carnet::peers
