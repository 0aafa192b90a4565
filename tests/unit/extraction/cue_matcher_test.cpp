// The matcher finds whole words, knows what may be glued to them, and keeps look-alikes apart.

#include "domain/extraction/cue_matcher.hpp"

#include <gtest/gtest.h>

#include "domain/extraction/codepoint.hpp"

namespace carnet::extraction {
namespace {

cue_set cues_of(std::string_view text) {
  std::vector<cue_hit> hits;
  cue_matcher::shared().find(text, hits);
  cue_set all = 0;
  for (const cue_hit& hit : hits) all |= bit(hit.what);
  return all;
}

bool says(std::string_view text, cue what) { return (cues_of(text) & bit(what)) != 0; }

TEST(cue_matcher, finds_words_whatever_their_case_and_marks) {
  EXPECT_TRUE(says("Your VERIFICATION Code", cue::strong_code));
  EXPECT_TRUE(says("código de verificación", cue::strong_code));
  EXPECT_TRUE(says("codigo de verificacion", cue::strong_code));
  EXPECT_TRUE(says("ΚΩΔΙΚΌΣ", cue::code));
}

TEST(cue_matcher, does_not_find_words_inside_words) {
  for (const auto text : {"barcode", "unicode", "decoder", "foOTPath", "vscode", "spinning"}) {
    EXPECT_FALSE(says(text, cue::code)) << text;
    EXPECT_FALSE(says(text, cue::strong_code)) << text;
  }
}

TEST(cue_matcher, look_alikes_cover_the_word_inside_them) {
  EXPECT_FALSE(says("promo code", cue::code));
  EXPECT_TRUE(says("promo code", cue::coupon));
  EXPECT_FALSE(says("source code", cue::code));
  EXPECT_TRUE(says("source code and your login code", cue::strong_code));
}

TEST(cue_matcher, compounds_are_codes_when_long_enough) {
  EXPECT_TRUE(says("Kontofreigabecode", cue::strong_code));
  EXPECT_TRUE(says("e-postverifiseringskode", cue::strong_code));
  EXPECT_FALSE(says("strichcode", cue::strong_code));
}

TEST(cue_matcher, scripts_without_spaces_match_anywhere) {
  EXPECT_TRUE(says("您的验证码为", cue::strong_code));
  EXPECT_TRUE(says("ご確認のうえ認証コードを入力", cue::strong_code));
  EXPECT_TRUE(says("กรุณาใส่รหัสยืนยันที่", cue::strong_code));
}

TEST(cue_matcher, clitics_of_arabic_and_hebrew_are_passed_over) {
  EXPECT_TRUE(says("والرمز", cue::code));
  EXPECT_TRUE(says("הקוד", cue::code));
  EXPECT_FALSE(says("בנקודת", cue::code));
}

TEST(cue_matcher, a_password_is_not_a_code) {
  EXPECT_TRUE(says("password", cue::password));
  EXPECT_FALSE(says("password", cue::code));
  EXPECT_TRUE(says("one-time password", cue::strong_code));
}

TEST(cue_matcher, hits_come_in_order) {
  std::vector<cue_hit> hits;
  cue_matcher::shared().find(
      "Enter the verification code to sign in to your account and pay the invoice", hits);
  ASSERT_GT(hits.size(), 4u);
  for (std::size_t i = 1; i < hits.size(); ++i) EXPECT_LE(hits[i - 1].begin, hits[i].begin);
}

TEST(cue_matcher, holds_a_vocabulary_of_many_languages) {
  EXPECT_GT(cue_matcher::shared().phrase_count(), 8000u);
}

TEST(codepoint, folds_to_a_base_form) {
  EXPECT_EQ(fold_text("ŠÉ Straße Ærø İ"), "se strasse aero i");
  EXPECT_EQ(fold_text("ЁЛКА"), "елка");
  EXPECT_EQ(fold_text("كلمة"), fold_text("كَلِمَة"));
  EXPECT_EQ(fold_text("ＣＯＤＥ"), "code");
}

TEST(codepoint, digits_of_every_script) {
  EXPECT_EQ(digit_value(U'٧'), 7);
  EXPECT_EQ(digit_value(U'۷'), 7);
  EXPECT_EQ(digit_value(U'७'), 7);
  EXPECT_EQ(digit_value(U'๗'), 7);
  EXPECT_EQ(digit_value(U'７'), 7);
  EXPECT_EQ(digit_value(U'𝟳'), 7);
  EXPECT_EQ(digit_value(U'七'), -1);
}

TEST(codepoint, broken_utf8_is_one_replacement_a_byte) {
  EXPECT_EQ(decode_at("\xC3", 0).size, 1u);
  EXPECT_EQ(decode_at("\xED\xA0\x80", 0).value, 0xFFFDu);
  EXPECT_EQ(decode_at("\xF4\x90\x80\x80", 0).size, 1u);
}

}  // namespace
}  // namespace carnet::extraction
