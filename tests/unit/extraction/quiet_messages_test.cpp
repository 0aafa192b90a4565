// Messages that hold numbers and links, none of them a code or an action: nothing may be found.

#include <array>

#include "tests/unit/extraction/message_cases.hpp"

namespace carnet::extraction {
namespace {

class quiet_messages : public testing::TestWithParam<message_case> {};

TEST_P(quiet_messages, give_nothing) {
  const message_case& given = GetParam();
  EXPECT_EQ(primary_value(given.message), "") << explained(given.message);
}

const std::array cases = std::to_array<message_case>({
    {"order",
     {.subject = "Your order 482913", .text = "Thank you! Order number: 482913\nTotal: $129.00"}},
    {"invoice",
     {.subject = "Invoice 2025-0331",
      .text = "Invoice no. 903311\nAmount due: 4500 EUR by 2025-11-01."}},
    {"invoice_german",
     {.subject = "Ihre Rechnung", .text = "Rechnungsnummer: 771204\nBetrag: 89,90 EUR"}},
    {"shipping", {.text = "Your parcel 00340434 is on its way. Tracking number: JD014600003"}},
    {"coupon", {.subject = "20% off", .text = "Use code SPRING25 at checkout before Sunday."}},
    {"coupon_number", {.text = "Your discount code: 445512. Shop now!"}},
    {"phone", {.text = "Questions? Call 0800 445 210 or 5550142."}},
    {"year", {.text = "Copyright 2025 Harbor Bank. Founded in 1987."}},
    {"zip", {.text = "Harbor Bank, 1200 Dock Street, Springfield 62704"}},
    {"version", {.text = "Release 14.2.1104 is out. Build 20251104."}},
    {"ip", {.text = "New sign-in from 203.0.113.77 at 12:44 on 2025-03-04."}},
    {"password_changed",
     {.subject = "Your password was changed",
      .text = "The password for account 48210 was changed today."}},
    {"newsletter",
     {.subject = "News from the harbor",
      .html =
          "<p>Read <a href='https://harbor.example/blog/1204'>our story</a>.</p>"
          "<p><a "
          "href='https://harbor.example/unsubscribe?u=9f8e7d6c5b4a39281706'>Unsubscribe</a></p>"}},
    {"receipt_link",
     {.subject = "Receipt for your purchase",
      .html = "<p>Thanks! Total 45.00 USD.</p><a "
              "href='https://pay.example/receipts/8f3a9b1c7d2e4f60a1b2'>View receipt</a>"}},
    {"ticket", {.text = "Ticket #48213 was updated. Reply to this message to comment."}},
    {"barcode", {.text = "Show the barcode 66120481 at the gate."}},
    {"card_ending", {.text = "Your card ending in 4417 was charged 12.00 GBP."}},
    {"masked", {.text = "Your account ****9921 received a deposit."}},
    {"chat", {.text = "see you at 1830, platform 12, bring 2000 steps worth of energy"}},
    {"short_number", {.text = "your code is 123"}},
    {"unknown_account",
     {.subject = "Unknown account",
      .text = "Somebody tried to sign in, but we have no account for this address.\nSign up: "
              "https://harbor.example/signup/"}},
    {"plain_login_link",
     {.text = "Welcome aboard. Log in any time at https://app.harbor.example/login"}},
    {"security_phrase", {.text = "The security phrase for this mail is Quiet Fox 660214."}},
    {"coupon_shown_like_a_code",
     {.subject = "Spring is here",
      .html = "<p>Use this code</p><p style='font-size:32px;letter-spacing:6px'>TIDE24</p>"
              "<p>at checkout for 20% off</p>"}},
    {"coupon_after_its_share",
     {.html =
          "<p>Take 30% off with code</p><h1>EXTRA30</h1><a href='https://a.example/s'>Shop</a>"}},
    {"count_in_a_heading",
     {.subject = "Your month", .html = "<h1>184022</h1><p>visitors in May, up from 164305</p>"}},
    {"way_back_of_a_notice",
     {.subject = "Your password was changed",
      .html =
          "<p>Not you?</p><a href='https://u1.ct.sendgrid.net/ls/click?upn="
          "Zk3vQ9xT7bLm2RpW8sHc4dFg6jKn1yAeXu5oIiEe0BbVvCcNnMmQqWwRrTt'>Reset your password</a>"}},
    {"customer_code_spanish", {.text = "Su factura está lista. Código de cliente 551820."}},
    {"pickup_code_chinese", {.text = "您的快递已到，取件码482913，请到南门驿站领取。"}},
    {"example_code", {.text = "Never tell anyone a code such as 482913, whoever asks."}},
    {"temporary_note", {.text = "Meeting 77120 moved to room 4012, agenda v2.1 attached."}},
});

// What click trackers leave to judge by.
const std::array tracked_cases = std::to_array<message_case>({
    {"tracked_login_under_other_news",
     {.subject = "Ein Gruß von Harbor",
      .html = "<p>Die Firma hat jetzt eine eigene Seite. Beim nächsten Login siehst du sie.</p>"
              "<a class='button' href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>Login</a>"}},
    {"tracked_reset_by_the_way",
     {.subject = "Welcome aboard",
      .html = "<p>Welcome to <a href='https://u771.ct.sendgrid.net/ls/click?upn=Aa1'>Harbor</a>, "
              "you are registered.</p><p>Lost it already? You may <a "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>reset your password</a>.</p>"}},
    {"tracked_recovery_codes",
     {.subject = "Deine Wiederherstellungscodes gehen zur Neige",
      .html = "<p>Es sind nur noch zwei Wiederherstellungscodes übrig.</p><a class='button' "
              "href='https://u771.ct.sendgrid.net/ls/"
              "click?upn=Zk9Qw3rTy7Ui1Op5As8Df2Gh6Jk4Lz0Xc'>Neue machen</a>"}},
});

INSTANTIATE_TEST_SUITE_P(tracked, quiet_messages, testing::ValuesIn(tracked_cases), case_name);
INSTANTIATE_TEST_SUITE_P(messages, quiet_messages, testing::ValuesIn(cases), case_name);

}  // namespace
}  // namespace carnet::extraction
