// What Retry-After asks for, in both of its forms.
#include "producers/outbound/answer_reader.hpp"

#include <gtest/gtest.h>

namespace carnet::outbound {
namespace {

constexpr std::int64_t at = 784111777;  // Sun, 06 Nov 1994 08:49:37 GMT

TEST(retry_after, is_a_number_of_seconds_or_a_date) {
  EXPECT_EQ(read_retry_after("120", at), 120);
  EXPECT_EQ(read_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", at - 30), 30);
  EXPECT_EQ(read_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", at + 30), 0);
}

TEST(retry_after, is_nothing_when_it_is_neither) {
  for (const char* text : {"", "-5", "5s", "soon", "Sun, 06 Foo 1994 08:49:37 GMT",
                           "Sun, 31 Feb 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
    EXPECT_EQ(read_retry_after(text, at - 30), 0) << text;
  }
}

TEST(retry_after, is_long_however_many_digits_say_so) {
  for (const char* text : {"2000000000", "99999999999", "99999999999999999999999"})
    EXPECT_EQ(read_retry_after(text, at), 366 * 24 * 3600) << text;
  EXPECT_EQ(read_retry_after("-99999999999999999999999", at), 0);
  EXPECT_EQ(read_retry_after("99999999999999999999999s", at), 0);
}

}  // namespace
}  // namespace carnet::outbound
