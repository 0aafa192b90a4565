// The map of the database: kinds are distinct, parts come back, byte order is logical order, and
// the bytes of each kind are those that lie in databases already.
#include "storage/kv/keys.hpp"

#include <gtest/gtest.h>

#include <set>

#include "storage/crypto/hex.hpp"
#include "tests/support/random_source.hpp"

namespace carnet::storage {
namespace {

const identity_id someone{"aaaabbbbcccc"};
const project_id project{"pppprrrroooo"};
const event_id mail{"mmmmaaaaiiiilll"};
const webhook_id hook{"hookhookhook"};
const std::string hash(16, '\x11');
const std::string sha(32, '\x22');

struct golden {
  row_key key;
  const char* hex;  // of what follows the two bytes of the kind
};

const std::vector<std::pair<std::string, golden>>& goldens() {
  static const std::vector<std::pair<std::string, golden>> all{
      {"ra", {keys::deleted_webhooks().id(hook), "686f6f6b686f6f6b686f6f6b"}},
      {"rb", {keys::raw_mail(mail), "6d6d6d6d616161616969 69696c6c6c"}},
      {"rc",
       {keys::children_of(someone).number(std::uint64_t{1}),
        "616161616262626263636363 0000000000000001"}},
      {"rd", {keys::remembered(hash), "11111111111111111111111111111111"}},
      {"re",
       {keys::remembered_by_age().number(unix_us{258}).text(hash),
        "0000000000000102 11111111111111111111111111111111"}},
      {"rf", {keys::delivery(hook, 258), "686f6f6b686f6f6b686f6f6b 0000000000000102"}},
      {"rg",
       {keys::webhooks_of(project).number(std::uint64_t{7}),
        "70707070727272726f6f6f6f 0000000000000007"}},
      {"rh", {keys::webhook(hook), "686f6f6b686f6f6b686f6f6b"}},
      {"ri", {keys::identity(someone), "616161616262626263636363"}},
      {"rj",
       {keys::stream_of(project).number(std::uint64_t{65536}),
        "707070707272 72726f6f6f6f 0000000000010000"}},
      {"rk", {keys::sequence_of(mail), "6d6d6d6d61616161696969696c6c6c"}},
      {"rl", {keys::identity_at(project, 7), "70707070727272726f6f6f6f 0000000000000007"}},
      {"rm", {keys::mail(mail), "6d6d6d6d61616161696969696c6c6c"}},
      {"rn",
       {keys::events_of(someone).number(std::uint32_t{3}), "616161616262626263636363 00000003"}},
      {"ro",
       {keys::delivery_due(hook, 256, 258),
        "686f6f6b686f6f6b686f6f6b 0000000000000100 0000000000000102"}},
      {"rp", {keys::project_counters(project), "70707070727272726f6f6f6f"}},
      {"rq",
       {keys::mails_of(someone).number(std::uint32_t{9}), "616161616262626263636363 00000009"}},
      {"rr",
       {keys::mails_of(project).number(std::uint64_t{9}),
        "70707070727272726f6f6f6f 0000000000000009"}},
      {"rs",
       {keys::identities_with(project, identity_status::active).number(std::uint64_t{2}),
        "70707070727272726f6f6f6f 02 0000000000000002"}},
      {"rt",
       {keys::identities_tagged(project, hash).number(std::uint64_t{2}),
        "70707070727272726f6f6f6f 11111111111111111111111111111111 0000000000000002"}},
      {"ru",
       {keys::delivered_at_once(hook).number(std::uint64_t{9}),
        "686f6f6b686f6f6b686f6f6b 0000000000000009"}},
      {"rv", {keys::partition_facts(), ""}},
      {"rB", {keys::owner_url(), ""}},
      {"rw", {keys::deadline(256, someone), "0000000000000100 616161616262626263636363"}},
      {"rx", {keys::extraction_due(5, mail), "0000000000000005 6d6d6d6d61616161696969696c6c6c"}},
      {"ry", {keys::webhook_counters(project), "70707070727272726f6f6f6f"}},
      {"rz", {keys::shred_due(256, someone), "0000000000000100 616161616262626263636363"}},
      {"rD", {keys::deployment(), ""}},
      {"rE",
       {keys::export_of(project, 258, {"aaaabbbbcccc"}),
        "70707070727272726f6f6f6f 0000000000000102 616161616262626263636363"}},
      {"rK",
       {keys::api_key(sha), "2222222222222222222222222222222222222222222222222222222222222222"}},
      {"rL", {keys::project_limits(project), "70707070727272726f6f6f6f"}},
      {"rN", {keys::name(hash), "11111111111111111111111111111111"}},
      {"rO", {keys::organization({"aaaabbbbcccc"}), "616161616262626263636363"}},
      {"rP", {keys::project(project), "70707070727272726f6f6f6f"}},
      {"rT",
       {keys::admin_token(sha),
        "2222222222222222222222222222222222222222222222222222222222222222"}},
      {"rY", {keys::api_key_hash({"aaaabbbbcccc"}), "616161616262626263636363"}},
      {"rZ", {keys::admin_token_hash({"aaaabbbbcccc"}), "616161616262626263636363"}},
  };
  return all;
}

TEST(keys, have_the_bytes_they_had) {
  for (const auto& [kind, expected] : goldens()) {
    std::string hex;
    for (const char* c = expected.hex; *c != '\0'; ++c) {
      if (*c != ' ') hex.push_back(*c);
    }
    EXPECT_EQ(expected.key.view().substr(0, 2), kind);
    EXPECT_EQ(crypto::hex_encode(expected.key.view().substr(2)), hex) << kind;
  }
}

TEST(keys, each_kind_is_used_once) {
  std::set<std::string> kinds;
  for (const auto& [kind, expected] : goldens()) {
    EXPECT_TRUE(kinds.insert(kind).second) << kind;
    EXPECT_EQ(kind.substr(0, 1), "r");
  }
}

TEST(row_key, numbers_sort_as_bytes_as_they_do_as_numbers) {
  test::random_source chance(1);
  for (int n = 0; n < 2000; ++n) {
    const auto a = chance.next() >> chance.below(64), b = chance.next() >> chance.below(64);
    const auto key_a = keys::extraction_due(a, mail), key_b = keys::extraction_due(b, mail);
    EXPECT_EQ(key_a.view() < key_b.view(), a < b);
    const auto small_a = static_cast<std::uint32_t>(a), small_b = static_cast<std::uint32_t>(b);
    EXPECT_EQ(keys::mails_of(someone).number(small_a).view() <
                  keys::mails_of(someone).number(small_b).view(),
              small_a < small_b);
  }
}

TEST(row_key, parts_come_back) {
  test::random_source chance(2);
  for (int n = 0; n < 500; ++n) {
    const auto due = static_cast<unix_us>(chance.next() >> 1);
    const auto id = chance.id<identity_tag>();
    const auto key = keys::deadline(due, id);
    row_key_reader parts(key.view());
    EXPECT_EQ(parts.text(2), "rw");
    EXPECT_EQ(parts.number<unix_us>(), due);
    EXPECT_EQ(parts.id<identity_id>(), id);
  }
}

TEST(row_key, a_prefix_ends_after_all_its_keys_and_before_the_next) {
  test::random_source chance(3);
  for (int n = 0; n < 1000; ++n) {
    const row_key prefix = row_key("rt").text(chance.bytes(1 + chance.below(20)));
    row_key inside = prefix;
    inside.text(std::string(chance.below(20), '\xff'));
    const row_key end = prefix.end_of_prefix();
    EXPECT_LT(inside.view(), end.view());
    EXPECT_FALSE(end.view().starts_with(prefix.view()));
  }
  EXPECT_EQ(row_key("a").text("\xff\xff").end_of_prefix().view(), "b");
}

TEST(row_key_death, a_broken_key_ends_the_process) {
  EXPECT_DEATH(row_key("ri").id(identity_id{"short"}), "fixed width");
  EXPECT_DEATH(row_key("ri").text(std::string(64, 'x')), "fits its buffer");
  EXPECT_DEATH(row_key_reader("abc").number<std::uint32_t>(), "all its parts");
}

}  // namespace
}  // namespace carnet::storage
