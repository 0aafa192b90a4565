// Messages that ask for a click: which link is the one, and which is not.

#include <array>

#include "tests/unit/extraction/message_cases.hpp"

namespace carnet::extraction {
namespace {

class link_messages : public testing::TestWithParam<message_case> {};

TEST_P(link_messages, gives_the_link) {
  const message_case& given = GetParam();
  EXPECT_EQ(primary_value(given.message), given.value) << explained(given.message);
}

constexpr std::string_view token_link =
    "https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4";
constexpr std::string_view tracked =
    "https://u771.ct.sendgrid.net/ls/click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc";

const std::array cases = std::to_array<message_case>({
    {"newsletter_opt_in",
     {.subject = "Confirm subscription",
      .html = "<p>Confirm your subscription with the button.</p><a class='button' "
              "href='https://news.example/subscription/optin/4f3c2b1a-0987-4d6e-b5a4-c3d2e1f0'>"
              "Confirm subscription</a>"},
     "https://news.example/subscription/optin/4f3c2b1a-0987-4d6e-b5a4-c3d2e1f0"},
    {"name_like_a_code_beside_it",
     {.subject = "You are invited to QUAY4U",
      .html = "<h1>QUAY4U</h1><p>Mira wants you to join QUAY4U.</p><a class='button' "
              "href='https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4'>Accept "
              "the invitation</a>"},
     token_link},
    {"plain_text",
     {.subject = "Verify your email",
      .text =
          "Click to verify:\nhttps://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4\n"},
     token_link},
    {"full_stop_after",
     {.text = "To reset your password open "
              "https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4."},
     token_link},
    {"in_brackets",
     {.text = "Confirm your address "
              "(https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4)"},
     token_link},
    {"button",
     {.subject = "Reset your password",
      .html = "<p>We got a request.</p><a style='background:#07c;padding:12px' "
              "href='https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4'>Choose a "
              "new password</a>"
              "<p><a href='https://harbor.example/help'>Help</a></p>"},
     token_link},
    {"entity_in_href",
     {.html =
          "<p>Please confirm your account</p><a "
          "href='https://a.example/confirm?u=7&amp;token=9f8e7d6c5b4a39281706f5e4'>Confirm</a>"},
     "https://a.example/confirm?u=7&token=9f8e7d6c5b4a39281706f5e4"},
    {"tracked_german",
     {.subject = "E-Mail-Adresse bestätigen",
      .html = "<p>Hallo,</p><p>bitte bestätige deine Adresse.</p>"
              "<a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>Jetzt bestätigen</a>"
              "<p><a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8Ii9Jj0Kk1'>Abmelden</a></p>"},
     tracked},
    {"tracked_japanese",
     {.subject = "メールアドレスの確認",
      .html = "<p>以下のボタンを押して登録を完了してください。</p>"
              "<a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>メールを確認する</a>"},
     tracked},
    {"tracked_arabic",
     {.subject = "إعادة تعيين كلمة المرور",
      .html = "<p>انقر على الرابط التالي</p>"
              "<a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>إعادة تعيين</a>"},
     tracked},
});

const std::array kinds = std::to_array<message_case>({
    {"invitation",
     {.subject = "Ada invited you to Harbor",
      .text = "Ada has invited you to join the team.\nAccept: "
              "https://harbor.example/invitations/Qk7Zp2Xw9Lm4Tn8Rv1Bc6/accept\n"},
     "https://harbor.example/invitations/Qk7Zp2Xw9Lm4Tn8Rv1Bc6/accept"},
    {"magic_link",
     {.subject = "Sign in to Harbor",
      .text =
          "Use this link to sign "
          "in:\nhttps://harbor.example/auth/magic?key=eyJhbGciOiJIUzI1NiJ9.e30.Zk9Qw3rTy7Ui1Op5"},
     "https://harbor.example/auth/magic?key=eyJhbGciOiJIUzI1NiJ9.e30.Zk9Qw3rTy7Ui1Op5"},
    {"unlock_spanish",
     {.subject = "Instrucciones de desbloqueo",
      .html = "<p>Tu cuenta ha sido bloqueada.</p><a "
              "href='https://h.example/unlock?unlock_token=xK2m9QpLz7RtYw3BnVc8'>Desbloquear mi "
              "cuenta</a>"},
     "https://h.example/unlock?unlock_token=xK2m9QpLz7RtYw3BnVc8"},
    {"no_lexicon_language",
     {.subject = "Qapla",
      .text = "nuqneH\nhttps://harbor.example/accounts/confirm-email/MTI:9f8e7d6c5b4a39281706f5e4/"
              "\nQapla"},
     "https://harbor.example/accounts/confirm-email/MTI:9f8e7d6c5b4a39281706f5e4/"},
});

// What click trackers leave to judge by.
const std::array tracked_cases = std::to_array<message_case>({
    {"tracked_word_that_points",
     {.subject = "E-Mail-Adresse bestätigen",
      .html = "Klicke, um deine Adresse zu bestätigen, bitte <a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>hier</a>"},
     tracked},
    {"tracked_with_the_action_behind",
     {.subject = "Account activation",
      .html = "Use this <a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>link</a> to verify your address"},
     tracked},
});

INSTANTIATE_TEST_SUITE_P(tracked, link_messages, testing::ValuesIn(tracked_cases), case_name);
INSTANTIATE_TEST_SUITE_P(messages, link_messages, testing::ValuesIn(cases), case_name);
INSTANTIATE_TEST_SUITE_P(kinds, link_messages, testing::ValuesIn(kinds), case_name);

TEST(link_choice, a_link_whose_text_shows_another_host_is_not_returned) {
  const message_view message{
      .subject = "Verify your account",
      .html =
          "<p>Verify now:</p><a href='https://evil.example/verify?token=9f8e7d6c5b4a39281706f5e4'>"
          "https://harbor-bank.test/verify</a>"};
  EXPECT_EQ(primary_value(message), "") << explained(message);
}

TEST(link_choice, a_code_goes_before_a_link) {
  const message_view message{
      .subject = "Sign in",
      .text =
          "Your code is 482913\n\nor open "
          "https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4"};
  EXPECT_EQ(primary_value(message), "482913");
  EXPECT_EQ(primary_value(message, {.allow_otp = false}), token_link);
  EXPECT_EQ(primary_value(message, {.allow_otp = false, .allow_link = false}), "");
}

TEST(link_choice, an_expected_host_refuses_strangers) {
  const message_view message{
      .subject = "Verify your email",
      .text = "https://app.harbor.example/verify?token=9f8e7d6c5b4a39281706f5e4"};
  EXPECT_EQ(primary_value(message, {.expect_host = "harbor.example"}), token_link);
  EXPECT_EQ(primary_value(message, {.expect_host = "quay.example"}), "");
}

TEST(link_choice, below_the_minimum_confidence_nothing_is_primary) {
  const message_view message{.text = "Your code is 482913"};
  const auto found = extract(message, {.min_confidence = 1.1});
  EXPECT_FALSE(found.primary.has_value());
  ASSERT_FALSE(found.candidates.empty());
  EXPECT_EQ(found.candidates.front().value, "482913");
}

}  // namespace
}  // namespace carnet::extraction
