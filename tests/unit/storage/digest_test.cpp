// The digest of rows: what changes it and what does not.
#include "storage/kv/digest.hpp"

#include <gtest/gtest.h>

#include <map>

#include "storage/crypto/hex.hpp"

namespace carnet::storage {
namespace {

class map_rows final : public row_reader {
 public:
  explicit map_rows(std::map<std::string, std::string> rows) : rows_(std::move(rows)) {}

  std::optional<std::string> get(std::string_view) const override { return std::nullopt; }
  void scan(std::string_view from, std::string_view to,
            const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    for (const auto& [key, value] : rows_) {
      if (key >= from && key < to && !visit(key, value)) return;
    }
  }
  void scan_back(std::string_view, std::string_view,
                 const std::function<bool(std::string_view, std::string_view)>&) const override {}

 private:
  std::map<std::string, std::string> rows_;
};

std::string digest_text(std::map<std::string, std::string> rows,
                        std::vector<std::string> prefixes = {"a", "b"}) {
  return crypto::hex_encode(crypto::as_view(digest_of(map_rows(std::move(rows)), prefixes)));
}

TEST(digest, is_that_of_the_framed_rows) {
  EXPECT_EQ(digest_text({}), crypto::hex_encode(crypto::as_view(crypto::sha256(""))));
  const std::string framed("\0\0\0\0\0\0\0\2a1\0\0\0\0\0\0\0\1v", 19);
  EXPECT_EQ(digest_text({{"a1", "v"}}),
            crypto::hex_encode(crypto::as_view(crypto::sha256(framed))));
}

TEST(digest, leaves_out_rows_of_other_kinds) {
  EXPECT_EQ(digest_text({{"a1", "v"}, {"c1", "local"}}), digest_text({{"a1", "v"}}));
}

TEST(digest, tells_apart_what_only_differs_in_where_a_key_ends) {
  EXPECT_NE(digest_text({{"a", "bc"}}), digest_text({{"ab", "c"}}));
  EXPECT_NE(digest_text({{"a1", "x"}}), digest_text({{"a1", "y"}}));
  EXPECT_NE(digest_text({{"a1", ""}}), digest_text({}));
}

TEST(digest, of_many_rows_does_not_depend_on_how_they_are_collected) {
  std::map<std::string, std::string> rows;
  crypto::sha256_stream expected;
  for (int number = 1000; number < 4000; ++number) {
    const std::string key = "a" + std::to_string(number);
    const std::string value(100, 'v');
    rows[key] = value;
    expected.update(std::string("\0\0\0\0\0\0\0\5", 8) + key);
    expected.update(std::string("\0\0\0\0\0\0\0\x64", 8) + value);
  }
  EXPECT_EQ(digest_of(map_rows(rows), std::vector<std::string>{"a"}), expected.finish());
}

TEST(end_of_prefix, is_the_first_key_behind_it) {
  EXPECT_EQ(end_of_prefix("a"), "b");
  EXPECT_EQ(end_of_prefix("a\xff"), "b");
  EXPECT_EQ(end_of_prefix("a\x7f"), "a\x80");
  EXPECT_EQ(end_of_prefix("\xff\xff"), "");
}

}  // namespace
}  // namespace carnet::storage
