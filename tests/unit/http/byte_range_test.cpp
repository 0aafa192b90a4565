// Which bytes a Range asks for, and what is not a Range.
#include "api/http/byte_range.hpp"

#include <gtest/gtest.h>

namespace carnet::http {
namespace {

range_wish read(std::string range, std::uint64_t size, std::string if_range = {}) {
  request in;
  in.headers.add("Range", range);
  if (!if_range.empty()) in.headers.add("If-Range", if_range);
  return read_range(in, size, "\"tag\"");
}

TEST(ByteRange, NamesOnePart) {
  struct expected {
    const char* range;
    std::uint64_t first, end;
  };
  for (const auto& [range, first, end] :
       {expected{"bytes=0-99", 0, 100}, expected{"bytes=0-0", 0, 1}, expected{"bytes=5-", 5, 100},
        expected{"bytes=-1", 99, 100}, expected{"bytes=-500", 0, 100},
        expected{"bytes=7-18446744073709551615", 7, 100}}) {
    const auto wish = read(range, 100);
    EXPECT_TRUE(wish.partial && !wish.unsatisfiable) << range;
    EXPECT_EQ(wish.part.first, first) << range;
    EXPECT_EQ(wish.part.end, end) << range;
  }
  EXPECT_EQ(content_range(read("bytes=5-", 100), 100), "bytes 5-99/100");
}

TEST(ByteRange, IsIgnoredWhenItIsBroken) {
  for (const char* range :
       {"", "bytes", "bytes=", "bytes=-", "bytes=9-3", "bytes=1-2,4-5", "x=0-1", "bytes=a-b",
        "bytes= 1-2", "bytes=+1-2", "bytes=--1", "bytes=99999999999999999999-"}) {
    const auto wish = read(range, 100);
    EXPECT_FALSE(wish.partial || wish.unsatisfiable) << range;
    EXPECT_EQ(wish.part.end, 100U) << range;
  }
}

TEST(ByteRange, MayLieBehindTheEnd) {
  for (const char* range : {"bytes=100-", "bytes=100-200", "bytes=-0"}) {
    EXPECT_TRUE(read(range, 100).unsatisfiable) << range;
    EXPECT_EQ(content_range(read(range, 100), 100), "bytes */100");
  }
  EXPECT_TRUE(read("bytes=-5", 0).unsatisfiable);
}

TEST(ByteRange, HoldsForTheFileItWasMeantFor) {
  EXPECT_TRUE(read("bytes=1-2", 100, "\"tag\"").partial);
  EXPECT_FALSE(read("bytes=1-2", 100, "\"other\"").partial);
  EXPECT_FALSE(read("bytes=1-2", 100, "W/\"tag\"").partial);
}

}  // namespace
}  // namespace carnet::http
