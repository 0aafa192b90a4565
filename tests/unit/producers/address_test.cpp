// Addresses: their random part names its partition and nothing else, and only ours are ours.
#include "producers/identity/address.hpp"

#include <gtest/gtest.h>

#include <set>

namespace carnet::producers {
namespace {

TEST(address, the_random_part_names_its_partition) {
  for (const partition_id partition : {0u, 1u, 2u, 31u, 32u, 511u, partitions_max - 1}) {
    for (int n = 0; n < 20; ++n) {
      const identity_id id = draw_identity_id(partition);
      EXPECT_EQ(id.text.size(), identity_tag::width);
      EXPECT_EQ(partition_of(id.text), partition);
    }
  }
}

TEST(address, the_partition_does_not_show) {
  std::set<std::string> endings;
  for (int n = 0; n < 200; ++n) endings.insert(draw_identity_id(1).text.substr(10));
  EXPECT_GT(endings.size(), 100u);
}

TEST(address, aliases_become_plain_local_parts) {
  const identity_id id{"abcdefgh2345"};
  EXPECT_EQ(local_part("", id), "abcdefgh2345");
  EXPECT_EQ(local_part("Sign Up", id), "sign-up-abcdefgh2345");
  EXPECT_EQ(local_part("a@b\r\nc", id), "a-b--c-abcdefgh2345");
  EXPECT_EQ(local_part(std::string(40, 'x'), id), std::string(32, 'x') + "-abcdefgh2345");
}

TEST(address, a_character_beyond_ascii_becomes_one_dash) {
  const identity_id id{"abcdefgh2345"};
  EXPECT_EQ(local_part("M\u00fcller", id), "m-ller-abcdefgh2345");
  EXPECT_EQ(local_part("\u65e5\u672c", id), "---abcdefgh2345");
  EXPECT_EQ(local_part("a\U0001f600b", id), "a-b-abcdefgh2345");
  std::string many;
  for (int n = 0; n < 40; ++n) many += "\u00e9";
  EXPECT_EQ(local_part(many + "x", id), std::string(32, '-') + "-abcdefgh2345");
  EXPECT_EQ(local_part(std::string(31, 'x') + "\u00e9\u00e9", id),
            std::string(31, 'x') + "--abcdefgh2345");
}

TEST(address, only_addresses_of_the_mail_domain_with_a_random_part_are_ours) {
  const identity_id id = draw_identity_id(3);
  for (const auto& text : {local_part("", id), local_part("alias", id)}) {
    EXPECT_EQ(random_part_of(text + "@mail.example", "mail.example"), id);
    EXPECT_EQ(random_part_of(text + "@MAIL.Example", "mail.example"), id);
    EXPECT_EQ(random_part_of(text + "@other.example", "mail.example"), std::nullopt);
    EXPECT_EQ(random_part_of(text, "mail.example"), std::nullopt);
  }
  EXPECT_EQ(random_part_of("short@mail.example", "mail.example"), std::nullopt);
  EXPECT_EQ(random_part_of("@mail.example", "mail.example"), std::nullopt);
  EXPECT_EQ(random_part_of("", "mail.example"), std::nullopt);
  EXPECT_EQ(random_part_of("postmaster-1@mail.example", "mail.example"), std::nullopt);
}

}  // namespace
}  // namespace carnet::producers
