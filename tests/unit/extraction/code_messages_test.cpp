// Messages that bring a code, in many languages and shapes. Each was written for this test.

#include <array>

#include "tests/unit/extraction/message_cases.hpp"

namespace carnet::extraction {
namespace {

class code_messages : public testing::TestWithParam<message_case> {};

TEST_P(code_messages, gives_the_code) {
  const message_case& given = GetParam();
  EXPECT_EQ(primary_value(given.message), given.value) << explained(given.message);
}

const std::array european = std::to_array<message_case>({
    {"english_sms",
     {.text = "Harbor Bank: 482913 is your sign-in code. Valid for 5 min."},
     "482913"},
    {"english_own_line",
     {.subject = "Confirm your email",
      .text = "Hello,\n\nyour confirmation code is\n\n  730 155\n\nIt expires in 10 minutes."},
     "730155"},
    {"english_bare_pin", {.text = "Your PIN: 4071"}, "4071"},
    {"german",
     {.subject = "Dein Anmeldecode",
      .text = "Gib diesen Code ein:\n\n558204\n\nEr ist 15 Minuten lang gültig."},
     "558204"},
    {"german_compound", {.text = "Ihr Kontofreigabecode lautet 90417 und gilt heute."}, "90417"},
    {"dutch", {.text = "Uw verificatiecode is 118-204. Deel deze met niemand."}, "118-204"},
    {"swedish", {.text = "Din engångskod är 663120. Lämna inte ut den till någon."}, "663120"},
    {"danish", {.text = "Brug koden 7714 for at logge ind."}, "7714"},
    {"norwegian", {.text = "Engangskode: 50218. Gyldig i 3 minutter."}, "50218"},
    {"icelandic", {.text = "Staðfestingarkóðinn þinn er 204977"}, "204977"},
    {"finnish", {.text = "Vahvistuskoodisi on 889012. Älä kerro sitä kenellekään."}, "889012"},
    {"estonian", {.text = "Teie kinnituskood on 31207."}, "31207"},
    {"latvian", {.text = "Jūsu apstiprinājuma kods: 640213"}, "640213"},
    {"lithuanian", {.text = "Jūsų patvirtinimo kodas: 559031"}, "559031"},
    {"polish", {.text = "Twój kod weryfikacyjny: 771034. Nie udostępniaj go nikomu."}, "771034"},
    {"czech", {.text = "Váš ověřovací kód je 304 118."}, "304118"},
    {"slovak", {.text = "Overovací kód: 620071, platí 10 minút."}, "620071"},
    {"hungarian", {.text = "Az Ön belépési kódja: 415502. 5 percig érvényes."}, "415502"},
    {"romanian", {.text = "Codul tău de verificare este 902114."}, "902114"},
    {"bulgarian", {.text = "Вашият код за потвърждение е 771209."}, "771209"},
    {"serbian", {.text = "Ваш верификациони код је 330914."}, "330914"},
    {"croatian", {.text = "Vaš sigurnosni kod: 118830"}, "118830"},
    {"slovenian", {.text = "Vaša potrditvena koda je 402991."}, "402991"},
    {"russian", {.text = "Никому не говорите код: 4821. Вход в личный кабинет."}, "4821"},
    {"ukrainian", {.text = "Код підтвердження: 660142. Дійсний 5 хвилин."}, "660142"},
    {"greek", {.text = "Ο κωδικός επαλήθευσης είναι 558120."}, "558120"},
    {"turkish", {.text = "Doğrulama kodunuz: 901224. Kimseyle paylaşmayın."}, "901224"},
    {"azerbaijani", {.text = "Təsdiq kodunuz: 440127"}, "440127"},
    {"kazakh", {.text = "Растау коды: 338190"}, "338190"},
    {"georgian", {.text = "თქვენი დადასტურების კოდია: 771200"}, "771200"},
    {"armenian", {.text = "Ձեր հաստատման կոդը՝ 229041"}, "229041"},
    {"french",
     {.text = "Votre code de vérification est le 640 227. Ne le partagez avec personne."},
     "640227"},
    {"french_amount_between",
     {.text = "Le code pour valider votre paiement de 89,90 EUR est 55120944."},
     "55120944"},
    {"italian", {.text = "Il tuo codice di accesso è 118922."}, "118922"},
    {"spanish", {.text = "Tu código de acceso es 773014. No lo compartas con nadie."}, "773014"},
    {"catalan", {.text = "El teu codi de verificació és 229155."}, "229155"},
    {"portuguese", {.text = "Seu código de segurança é 904411. Não compartilhe."}, "904411"},
    {"basque", {.text = "Zure egiaztapen-kodea 550281 da."}, "550281"},
    {"irish", {.text = "Is é 771305 do chód fíoraithe."}, "771305"},
});

const std::array asian = std::to_array<message_case>({
    {"arabic", {.text = "رمز التحقق الخاص بك هو 558210. لا تشاركه مع أي شخص."}, "558210"},
    {"arabic_digits", {.text = "رمز الدخول: ٤٠٩٢١٧"}, "409217"},
    {"persian", {.text = "کد تایید شما: ۷۷۳۰۱"}, "77301"},
    {"hebrew", {.text = "קוד האימות שלך הוא 661204"}, "661204"},
    {"urdu", {.text = "آپ کا تصدیقی کوڈ 902218 ہے۔"}, "902218"},
    {"hindi", {.text = "आपका सत्यापन कोड 553901 है। इसे किसी के साथ साझा न करें।"}, "553901"},
    {"hindi_digits", {.text = "आपका ओटीपी १२८४०५ है"}, "128405"},
    {"bengali", {.text = "আপনার যাচাইকরণ কোড: ৩০৯৯৪১"}, "309941"},
    {"tamil", {.text = "உங்கள் சரிபார்ப்புக் குறியீடு 771402 ஆகும்."}, "771402"},
    {"telugu", {.text = "మీ ధృవీకరణ కోడ్ 338104."}, "338104"},
    {"malayalam", {.text = "നിങ്ങളുടെ സ്ഥിരീകരണ കോഡ് 550129 ആണ്."}, "550129"},
    {"sinhala", {.text = "ඔබේ තහවුරු කිරීමේ කේතය 229510"}, "229510"},
    {"thai", {.text = "รหัสยืนยันของคุณคือ 660933 หมดอายุใน 5 นาที"}, "660933"},
    {"lao", {.text = "ລະຫັດຢືນຢັນຂອງທ່ານ: 330128"}, "330128"},
    {"khmer", {.text = "លេខកូដផ្ទៀងផ្ទាត់របស់អ្នកគឺ 118405"}, "118405"},
    {"burmese", {.text = "သင့်အတည်ပြုကုဒ်မှာ 773301 ဖြစ်သည်။"}, "773301"},
    {"vietnamese",
     {.text = "Mã xác thực của bạn là 905512. Không chia sẻ với bất kỳ ai."},
     "905512"},
    {"indonesian",
     {.text = "Kode verifikasi Anda adalah 220417. Jangan berikan kepada siapa pun."},
     "220417"},
    {"filipino", {.text = "Ang iyong verification code ay 551190."}, "551190"},
    {"chinese", {.text = "【海湾银行】您的验证码为338821，5分钟内有效，请勿泄露。"}, "338821"},
    {"chinese_traditional", {.text = "您的驗證碼是 771033，請於十分鐘內輸入。"}, "771033"},
    {"japanese", {.text = "認証コード：902 114\n10分以内に入力してください。"}, "902114"},
    {"korean", {.text = "[한빛은행] 인증번호 550318 를 입력해 주세요."}, "550318"},
    {"swahili", {.text = "Nambari yako ya uthibitishaji ni 661093."}, "661093"},
});

const std::array shapes = std::to_array<message_case>({
    {"mixed_code",
     {.subject = "Sign in to Harbor", .text = "Enter this code in the open window:\n\nK7QX-2MPD\n"},
     "K7QX-2MPD"},
    {"letters_only", {.text = "Harbor verification code: QWXPZT"}, "QWXPZT"},
    {"origin_bound", {.text = "Welcome back!\n\n@harbor.example #X81KD"}, "X81KD"},
    {"sender_prefix", {.text = "H-330917 is your Harbor verification code."}, "330917"},
    {"sms_retriever", {.text = "<#> Your Harbor code is 558-103\nFA+9qCX9VSu"}, "558-103"},
    {"payment_sms",
     {.text = "Card 4417: purchase of USD 129.00 at NORDIC GOODS. Code 66180249 to approve."},
     "66180249"},
    {"two_numbers",
     {.text = "Transaction 20251 needs approval. Your one-time password is 884102."},
     "884102"},
    {"chinese_with_an_ascii_comma", {.text = "您的验证码为662817,5分钟内有效"}, "662817"},
    {"digits_to_type",
     {.subject = "Sign up", .text = "Type these digits into the app:\n\n284106\n"},
     "284106"},
    {"account_before_and_your_code_behind",
     {.text = "Harbor account: 530112 is your code. Reply STOP to stop."},
     "530112"},
    {"lower_case_mixed", {.text = "Your verification code is: kqz481"}, "kqz481"},
    {"bank_sms_with_an_abbreviation",
     {.text = "Dear customer, your OTP for the payment of Rs. 2,499.00 at SHOP is 482913 and valid "
              "for 5 min"},
     "482913"},
    {"dash_of_its_own",
     {.subject = "Verification", .html = "Your code: <b>482</b><i>&nbsp;-&nbsp;</i><b>913</b>"},
     "482913"},
    {"abbreviation_between",
     {.subject = "Harbor", .text = "Codul dvs. pentru autentificare este: 482913"},
     "482913"},
    {"ornament_before_it",
     {.subject = "Harbor", .text = "Your code is:\n#482913\nType it into the app."},
     "482913"},
    {"pairs_with_dashes",
     {.subject = "Your access code", .text = "Access code: 48-29-13-07. Type it to go on."},
     "48-29-13-07"},
    {"for_an_application_to_read", {.text = "<#> 482913 Harbor\nQxkaPmnoKLq"}, "482913"},
    {"possessive_hungarian",
     {.text = "482913 az egyszerhasználatos jelszavad a Harborhoz."},
     "482913"},
    {"enter_to_continue",
     {.subject = "YOUR VERIFICATION CODE", .text = "PLEASE ENTER 482913 TO CONTINUE"},
     "482913"},
    {"subject_only",
     {.subject = "118204 is your Harbor code", .text = "Open the app to continue."},
     "118204"},
});

INSTANTIATE_TEST_SUITE_P(european, code_messages, testing::ValuesIn(european), case_name);
INSTANTIATE_TEST_SUITE_P(asian, code_messages, testing::ValuesIn(asian), case_name);
INSTANTIATE_TEST_SUITE_P(shapes, code_messages, testing::ValuesIn(shapes), case_name);

}  // namespace
}  // namespace carnet::extraction
