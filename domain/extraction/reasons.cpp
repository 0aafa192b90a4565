// The names of the reasons, in the order of the enumeration.

#include "domain/extraction/reasons.hpp"

#include <array>

namespace carnet::extraction {
namespace {

constexpr std::array<std::string_view, reason_count> names = {
    "digits_4",          "digits_5",         "digits_6",
    "digits_7",          "digits_8",         "digits_long",
    "mixed_upper",       "mixed_lower",      "letters_only",
    "word_like",         "grouped_dash",     "grouped_space",
    "spaced_out",        "leading_zero",     "year_like",
    "round_number",      "own_line",         "own_element",
    "emphasised",        "large_font",       "letter_spaced",
    "code_class",        "in_subject",       "subject_and_body",
    "origin_bound",      "repeated",         "strong_cue_before",
    "weak_cue_before",   "strong_cue_after", "weak_cue_after",
    "strong_cue_line",   "weak_cue_line",    "strong_cue_previous",
    "weak_cue_previous", "enter_cue",        "expiry_message",
    "secrecy_message",   "ignore_message",   "strong_cue_subject",
    "weak_cue_subject",  "auth_subject",     "auth_message",
    "no_code_cue",       "currency_near",    "unit_after",
    "phone_context",     "identifier_label", "identifier_line",
    "coupon_context",    "hash_mark",        "card_context",
    "security_phrase",   "commerce_subject", "commerce_message",
    "money_message",     "lookalike_line",   "many_numbers",
    "done_message",      "list_prefix",      "token_strong",
    "token_weak",        "no_token",         "tracked",
    "url_action",        "url_commerce",     "url_nav",
    "home_page",         "anchor_verify",    "anchor_recover",
    "anchor_invite",     "anchor_login",     "anchor_click",
    "anchor_url",        "anchor_nav",       "anchor_view",
    "anchor_commerce",   "button",           "first_link",
    "only_button",       "only_link",        "repeated_printed",
    "line_action",       "previous_action",  "subject_action",
    "message_click",     "message_action",   "host_is_sender",
    "host_differs",      "image_only",       "late_link",
    "anchor_unknown",    "unexpected_host",  "password_before",
    "in_sender_name",    "sentence_number",  "code_cue_in_sentence",
    "use_to_act",        "password_itself",  "no_action_cue",
    "expected_origin",   "no_code_sign",     "fallback_link",
    "stray_login",       "retriever_mark"};

}  // namespace

std::string_view name_of(reason which) { return names[index_of(which)]; }

std::vector<std::string_view> names_of(const reason_set& reasons) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < reason_count; ++i) {
    if (reasons.test(i)) out.push_back(names[i]);
  }
  return out;
}

}  // namespace carnet::extraction
