// Parsed mail between ingress and extraction: given out once, and bounded.
#include "producers/ingress/parsed_mails.hpp"

#include <gtest/gtest.h>

namespace carnet::producers {
namespace {

std::shared_ptr<const parsed_mail> mail(const std::string& subject) {
  auto made = std::make_shared<parsed_mail>();
  made->subject = subject;
  return made;
}

event_id id(int n) {
  std::string text = std::to_string(n);
  return event_id{std::string(15 - text.size(), 'a') + text};
}

TEST(parsed_mails, gives_a_mail_out_once) {
  parsed_mails mails;
  mails.put(id(1), mail("one"), 100);
  mails.put(id(2), mail("two"), 100);
  EXPECT_EQ(mails.take(id(2))->subject, "two");
  EXPECT_EQ(mails.take(id(2)), nullptr);
  EXPECT_EQ(mails.take(id(1))->subject, "one");
  EXPECT_EQ(mails.take(id(3)), nullptr);
}

TEST(parsed_mails, forgets_the_oldest_by_size) {
  parsed_mails mails;
  for (int n = 0; n < 10; ++n) mails.put(id(n), mail("m"), 1024 * 1024);
  EXPECT_EQ(mails.take(id(1)), nullptr);
  EXPECT_NE(mails.take(id(2)), nullptr);
  EXPECT_NE(mails.take(id(9)), nullptr);
}

TEST(parsed_mails, forgets_the_oldest_by_number) {
  parsed_mails mails;
  for (int n = 0; n < 5000; ++n) mails.put(id(n), mail("m"), 1);
  EXPECT_EQ(mails.take(id(0)), nullptr);
  EXPECT_NE(mails.take(id(4999)), nullptr);
}

TEST(parsed_mails, has_room_again_for_what_was_taken_out_of_order) {
  parsed_mails mails;
  for (int n = 0; n < 20'000; n += 2) {
    mails.put(id(n), mail("older"), 2048);
    mails.put(id(n + 1), mail("newer"), 2048);
    ASSERT_NE(mails.take(id(n + 1)), nullptr) << n;
    ASSERT_NE(mails.take(id(n)), nullptr) << n;
  }
}

}  // namespace
}  // namespace carnet::producers
