// The commands of the session, one function each, found by a table.
#include <algorithm>
#include <array>

#include "producers/smtp/smtp_reply.hpp"
#include "producers/smtp/smtp_session.hpp"

namespace carnet {
namespace {

// A chunk larger than this is not even skipped.
constexpr std::uint64_t skipped_bytes_max = std::uint64_t{256} << 20;
constexpr std::size_t hello_bytes_max = 255;

bool is_hello(std::string_view name) {
  const auto printable = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; };
  return !name.empty() && name.size() <= hello_bytes_max && std::ranges::all_of(name, printable);
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// Takes "FROM:" or "TO:" off `rest`.
bool take_keyword(std::string_view& rest, std::string_view keyword) {
  if (upper_case(rest.substr(0, keyword.size())) != keyword) return false;
  rest.remove_prefix(keyword.size());
  return true;
}

}  // namespace

struct smtp_session::verb {
  std::string_view name;
  void (smtp_session::*run)(std::string_view rest);
};

void smtp_session::command(std::string_view line) {
  static constexpr std::array<verb, 13> verbs = {{{"MAIL", &smtp_session::mail},
                                                  {"RCPT", &smtp_session::rcpt},
                                                  {"DATA", &smtp_session::data},
                                                  {"BDAT", &smtp_session::bdat},
                                                  {"EHLO", &smtp_session::ehlo},
                                                  {"HELO", &smtp_session::helo},
                                                  {"RSET", &smtp_session::rset},
                                                  {"NOOP", &smtp_session::noop},
                                                  {"QUIT", &smtp_session::quit},
                                                  {"VRFY", &smtp_session::vrfy},
                                                  {"EXPN", &smtp_session::expn},
                                                  {"HELP", &smtp_session::help},
                                                  {"STARTTLS", &smtp_session::starttls}}};
  if (++commands_ > limits_.commands_without_mail_max) {
    return close_with(smtp_reply::too_many_commands);
  }
  const auto word = line.substr(0, line.find(' '));
  const auto rest = trimmed(line.substr(word.size()));
  const auto name = upper_case(word.substr(0, 16));
  const auto* found = std::ranges::find(verbs, name, &verb::name);
  if (found == verbs.end()) return refuse(smtp_reply::unknown_command);
  (this->*found->run)(rest);
}

void smtp_session::helo(std::string_view rest) {
  greeted(rest, false);
  if (!mail_.helo.empty()) output_.append("250 ").append(peer_.hostname).append("\r\n");
}

void smtp_session::ehlo(std::string_view rest) {
  greeted(rest, true);
  if (mail_.helo.empty()) return;
  output_.append("250-").append(peer_.hostname).append("\r\n250-PIPELINING\r\n250-SIZE ");
  output_.append(std::to_string(limits_.message_bytes_max)).append("\r\n");
  if (peer_.tls_offered && !tls_) output_.append("250-STARTTLS\r\n");
  output_.append(
      "250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n250 HELP\r\n");
}

void smtp_session::greeted(std::string_view name, bool esmtp) {
  reset_transaction();
  mail_.helo.clear();
  if (!is_hello(name)) return refuse(smtp_reply::arguments);
  mail_.helo = name;
  esmtp_ = esmtp;
}

void smtp_session::mail(std::string_view rest) {
  if (mail_.helo.empty()) return refuse(smtp_reply::hello_first);
  if (in_transaction_) return refuse(smtp_reply::nested_mail);
  if (!take_keyword(rest, "FROM:")) return refuse(smtp_reply::arguments);
  auto path = read_path(rest, false);
  if (!path || (!path->rest.empty() && path->rest[0] != ' ')) {
    return refuse(smtp_reply::sender_syntax);
  }
  declared_bytes_ = 0;
  smtputf8_ = false;
  while (const auto parameter = next_parameter(path->rest)) {
    if (!mail_parameter(*parameter)) return;
  }
  if (!path->is_ascii && !smtputf8_) return refuse(smtp_reply::needs_smtputf8);
  mail_.envelope_from = std::move(path->address);
  in_transaction_ = true;
  reply(smtp_reply::sender_ok);
}

// False when the command has been answered already.
bool smtp_session::mail_parameter(const smtp_parameter& parameter) {
  if (parameter.name == "SIZE") {
    const auto bytes = read_number(parameter.value);
    if (!bytes) return refuse(smtp_reply::arguments), false;
    if (*bytes > limits_.message_bytes_max) return refuse(smtp_reply::too_large), false;
    declared_bytes_ = *bytes;
    return true;
  }
  if (parameter.name == "SMTPUTF8" && parameter.value.empty()) return smtputf8_ = true;
  if (parameter.name == "BODY") {
    const auto body = upper_case(parameter.value);
    if (body == "7BIT" || body == "8BITMIME") return true;
    return refuse(smtp_reply::arguments), false;
  }
  return refuse(smtp_reply::parameter), false;
}

void smtp_session::rcpt(std::string_view rest) {
  if (!in_transaction_) return refuse(smtp_reply::mail_first);
  if (chunked_) return refuse(smtp_reply::in_chunks);
  if (!take_keyword(rest, "TO:")) return refuse(smtp_reply::arguments);
  auto path = read_path(rest, true);
  if (!path || path->address.empty() || (!path->rest.empty() && path->rest[0] != ' ')) {
    return refuse(smtp_reply::recipient_syntax);
  }
  if (next_parameter(path->rest)) return refuse(smtp_reply::parameter);
  if (!path->is_ascii && !smtputf8_) return refuse(smtp_reply::needs_smtputf8);
  const auto recipients = mail_.recipients.size() + 1;
  if (recipients > limits_.recipients_max) return reply(smtp_reply::too_many_recipients);
  if (declared_bytes_ * recipients > limits_.fan_out_bytes_max) return reply(smtp_reply::fan_out);
  asked_recipient_ = std::move(path->address);
  phase_ = phase::awaiting;
  due_ = smtp_action::check_recipient;
}

bool smtp_session::open_body() {
  body_.start(message_bytes_allowed(), static_cast<std::size_t>(declared_bytes_));
  if (body_.fault() != body_fault::no_room) return true;
  smtp_counters::add(counters_.messages_deferred);
  return false;
}

void smtp_session::data(std::string_view rest) {
  if (!rest.empty()) return refuse(smtp_reply::arguments);
  if (!in_transaction_) return refuse(smtp_reply::mail_first);
  if (chunked_) return refuse(smtp_reply::in_chunks);
  if (mail_.recipients.empty()) return refuse(smtp_reply::recipient_first);
  if (!open_body()) {
    reset_transaction();
    return reply(smtp_reply::no_room);
  }
  phase_ = phase::data;
  reply(smtp_reply::start_data);
}

// The octets of a chunk follow whatever the answer is, so a refused one is skipped, then answered.
void smtp_session::bdat(std::string_view rest) {
  const auto word = rest.substr(0, rest.find(' '));
  const auto option = upper_case(trimmed(rest.substr(word.size())));
  const auto bytes = read_number(word);
  if (!bytes || *bytes > skipped_bytes_max || !(option.empty() || option == "LAST")) {
    return close_with(smtp_reply::chunk_arguments);
  }
  chunk_bytes_ = chunk_left_ = *bytes;
  chunk_last_ = !option.empty();
  chunk_refusal_ = {};
  if (!in_transaction_) {
    chunk_refusal_ = smtp_reply::mail_first;
  } else if (mail_.recipients.empty()) {
    chunk_refusal_ = smtp_reply::recipient_first;
  } else if (!chunked_) {
    chunked_ = true;
    open_body();
  }
  phase_ = phase::chunk;
  if (chunk_left_ == 0) finish_chunk();
}

void smtp_session::rset(std::string_view rest) {
  if (!rest.empty()) return refuse(smtp_reply::arguments);
  reset_transaction();
  reply(smtp_reply::ok);
}

void smtp_session::noop(std::string_view /*rest*/) { reply(smtp_reply::ok); }

void smtp_session::quit(std::string_view rest) {
  if (!rest.empty()) return refuse(smtp_reply::arguments);
  close_with(smtp_reply::bye);
}

void smtp_session::vrfy(std::string_view rest) {
  if (rest.empty()) return refuse(smtp_reply::arguments);
  reply(smtp_reply::cannot_verify);
}

void smtp_session::expn(std::string_view /*rest*/) { refuse(smtp_reply::not_offered); }

void smtp_session::help(std::string_view /*rest*/) { reply(smtp_reply::help); }

void smtp_session::starttls(std::string_view rest) {
  if (!rest.empty()) return refuse(smtp_reply::arguments);
  if (tls_) return refuse(smtp_reply::tls_already);
  if (!peer_.tls_offered) return refuse(smtp_reply::not_offered);
  reply(smtp_reply::ready_for_tls);
  phase_ = phase::awaiting;
  due_ = smtp_action::start_tls;
}

}  // namespace carnet
