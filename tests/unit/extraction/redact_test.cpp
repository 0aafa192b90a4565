// A value leaves a subject however it was written there.

#include "domain/extraction/redact.hpp"

#include <gtest/gtest.h>

namespace carnet::extraction {
namespace {

TEST(redact, replaces_the_value_as_written) {
  EXPECT_EQ(redact("482913 is your code", "482913"), "*** is your code");
  EXPECT_EQ(redact("Code 482913, again 482913", "482913"), "Code ***, again ***");
}

TEST(redact, replaces_grouped_forms) {
  EXPECT_EQ(redact("Your code is 482 913.", "482913"), "Your code is ***.");
  EXPECT_EQ(redact("Your code is 482-913", "482913"), "Your code is ***");
  EXPECT_EQ(redact("Your code is K7QX2MPD", "K7QX-2MPD"), "Your code is ***");
  EXPECT_EQ(redact("G-482913 is yours", "482913"), "*** is yours");
}

TEST(redact, replaces_digits_of_other_scripts) {
  EXPECT_EQ(redact("رمز ٤٨٢٩١٣ لك", "482913"), "رمز *** لك");
}

TEST(redact, leaves_everything_else) {
  EXPECT_EQ(redact("Order 771204", "482913"), "Order 771204");
  EXPECT_EQ(redact("anything", ""), "anything");
  EXPECT_EQ(redact("", "482913"), "");
}

}  // namespace
}  // namespace carnet::extraction
