// Trace Context parsing (W3C, section 3.2) and the ids' form.
#include "api/http/trace.hpp"

#include <gtest/gtest.h>

#include <set>

namespace carnet::http {
namespace {

constexpr std::string_view good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

TEST(TraceParent, IsReadWhenValid) {
  const auto parent = parse_trace_parent(good);
  ASSERT_TRUE(parent);
  EXPECT_EQ(parent->trace_id, "0af7651916cd43dd8448eb211c80319c");
  EXPECT_EQ(parent->span_id, "b7ad6b7169203331");
  EXPECT_TRUE(parse_trace_parent("cc" + std::string(good.substr(2)) + "-what-the-future-adds"));
}

TEST(TraceParent, IsIgnoredOtherwise) {
  for (const auto* wrong : {"", "00", "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
                            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
                            "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.x"}) {
    EXPECT_FALSE(parse_trace_parent(wrong)) << wrong;
  }
}

TEST(IdSource, DrawsDistinctIdsOfTheDocumentedForm) {
  id_source ids;
  std::set<std::string> seen;
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    ids.request_id(text);
    ASSERT_TRUE(text.starts_with("req_"));
    ASSERT_EQ(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567", 4), std::string::npos);
    ASSERT_TRUE(seen.insert(text).second);
  }
  ids.hex(text, 32);
  EXPECT_EQ(text.size(), 32U);
  EXPECT_EQ(text.find_first_not_of("0123456789abcdef"), std::string::npos);
}

}  // namespace
}  // namespace carnet::http
