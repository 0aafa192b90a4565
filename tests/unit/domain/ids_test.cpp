// The wire form of ids.
#include "domain/ids.hpp"

#include <gtest/gtest.h>

namespace carnet {
namespace {

TEST(ids, have_one_wire_form) {
  const identity_id id{"abcdefgh2345"};
  EXPECT_EQ(to_wire(id), "ident_abcdefgh2345");
  EXPECT_EQ(from_wire<identity_tag>("ident_abcdefgh2345"), id);
}

TEST(ids, of_another_kind_width_or_alphabet_are_none) {
  for (const auto* text : {"", "ident_", "abcdefgh2345", "evt_abcdefgh2345", "ident_abcdefgh234",
                           "ident_abcdefgh23456", "ident_Abcdefgh2345", "ident_abcdefgh2310",
                           "ident_abcdefgh234 ", "IDENT_abcdefgh2345"}) {
    EXPECT_EQ(from_wire<identity_tag>(text), std::nullopt) << text;
  }
}

TEST(ids, order_by_their_text) {
  EXPECT_LT(identity_id{"a"}, identity_id{"b"});
  EXPECT_TRUE(identity_id{}.empty());
}

}  // namespace
}  // namespace carnet
