// What a person sees at the terminal: the reasons in order of weight, and nothing of the message
// that the terminal would act on.

#include "api/cli/extract/explain_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace carnet::api::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string view(const extraction::message_view& message, bool colour = false) {
  std::ostringstream out;
  write_explanation(out, "inbox/1.eml", message, extraction::extract(message), colour);
  return out.str();
}

TEST(printable, leaves_nothing_a_terminal_acts_on) {
  EXPECT_EQ(printable("a\x1b[31m\x07 b", 80), "a\ufffd[31m\ufffd b");
  EXPECT_EQ(printable("  a \r\n\t b  ", 80), "a b");
  EXPECT_EQ(printable("\xff\xc2\x9b!", 80), "\ufffd\ufffd!");
  EXPECT_THAT(printable("x\u202ey", 80), Not(HasSubstr("\u202e")));
  EXPECT_THAT(printable("x\u2066y", 80), Not(HasSubstr("\u2066")));
}

TEST(printable, cuts_at_characters) {
  EXPECT_EQ(printable("äöü", 3), "äöü");
  EXPECT_EQ(printable("äöüß", 3), "äöü…");
}

TEST(explain_view, shows_message_candidates_and_weighed_reasons) {
  const auto text = view({.from = "a@b.example", .subject = "Hi", .text = "Your code is 482913"});
  EXPECT_THAT(text, HasSubstr("inbox/1.eml\n  from     a@b.example\n  subject  Hi\n"));
  EXPECT_THAT(text, HasSubstr("answer   otp 482913, confidence 0."));
  EXPECT_THAT(text, HasSubstr("text, byte 13\n"));
  EXPECT_THAT(text, HasSubstr("Your code is [482913]"));
  EXPECT_THAT(text, HasSubstr("weak_cue_before"));
  EXPECT_LT(text.find("weak_cue_before"), text.find("digits_6"));
}

TEST(explain_view, tells_that_there_is_none) {
  EXPECT_THAT(view({.subject = "Lunch", .text = "See you at noon."}), HasSubstr("answer   none\n"));
}

TEST(explain_view, colours_only_when_asked) {
  const extraction::message_view message{.text = "Your code is 482913 \x1b[2J"};
  EXPECT_THAT(view(message), Not(HasSubstr("\x1b")));
  EXPECT_THAT(view(message, true), HasSubstr("\x1b[32m"));
  EXPECT_THAT(view(message, true), Not(HasSubstr("\x1b[2J")));
}

}  // namespace
}  // namespace carnet::api::cli
