// The reading of lines and bodies and the answers of the sink; the commands are in
// smtp_commands.cpp.
#include "producers/smtp/smtp_session.hpp"

#include <algorithm>
#include <utility>

#include "producers/smtp/smtp_reply.hpp"

namespace carnet {

smtp_session::smtp_session(const smtp_limits& limits, const smtp_peer& peer, byte_budget& budget,
                           smtp_counters& counters)
    : limits_(limits), peer_(peer), counters_(counters), body_(budget, limits.text_line_bytes_max) {
  output_.append("220 ").append(peer_.hostname).append(" ESMTP Carnet\r\n");
}

smtp_session::step smtp_session::advance(std::string_view input) {
  const auto given = input.size();
  due_ = phase_ == phase::closed ? smtp_action::close : smtp_action::read;
  while (!input.empty() && due_ == smtp_action::read) {
    if (phase_ == phase::command) {
      read_line(input);
    } else {
      read_body(input);
    }
  }
  return {given - input.size(), due_};
}

void smtp_session::read_line(std::string_view& input) {
  const auto line_feed = input.find('\n');
  const auto piece =
      input.substr(0, line_feed == std::string_view::npos ? line_feed : line_feed + 1);
  input.remove_prefix(piece.size());
  if (line_.size() + piece.size() > limits_.command_line_bytes_max) {
    line_too_long_ = true;
    line_.assign(1, piece.back());
  } else if (line_feed == std::string_view::npos || !line_.empty()) {
    line_.append(piece);
  }
  if (line_feed == std::string_view::npos) return;
  const std::string held = std::exchange(line_, {});
  auto line = held.empty() ? piece : std::string_view(held);
  if (std::exchange(line_too_long_, false)) return refuse(smtp_reply::line_too_long);
  line.remove_suffix(1);
  const bool ended = line.ends_with('\r');
  if (ended) line.remove_suffix(1);
  if (!ended || line.find('\r') != std::string_view::npos) {
    smtp_counters::add(counters_.line_end_violations);
    return close_with(smtp_reply::bare_line_end_closing);
  }
  if (line.find('\0') != std::string_view::npos) return refuse(smtp_reply::syntax);
  command(line);
  // Clear text behind STARTTLS would be taken for encrypted input later (RFC 3207 section 5).
  if (due_ == smtp_action::start_tls && !input.empty()) {
    output_.clear();
    close_with(smtp_reply::input_after_starttls);
  }
}

void smtp_session::read_body(std::string_view& input) {
  if (phase_ == phase::data) {
    bool ended = false;
    input.remove_prefix(body_.read_data(input, ended));
    if (ended) finish_body();
    return;
  }
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, input.size()));
  if (chunk_refusal_.empty()) body_.read_chunk(input.substr(0, taken));
  input.remove_prefix(taken);
  chunk_left_ -= taken;
  if (chunk_left_ == 0) finish_chunk();
}

void smtp_session::finish_chunk() {
  phase_ = phase::command;
  if (!chunk_refusal_.empty()) return refuse(std::exchange(chunk_refusal_, {}));
  if (chunk_last_) body_.finish_chunks();
  if (chunk_last_ || body_.fault() != body_fault::none) return finish_body();
  --commands_;
  output_.append("250 2.0.0 ").append(std::to_string(chunk_bytes_)).append(" octets received\r\n");
}

void smtp_session::finish_body() {
  phase_ = phase::command;
  chunked_ = false;
  if (body_.fault() == body_fault::none) {
    phase_ = phase::awaiting;
    due_ = smtp_action::deliver;
    return;
  }
  // Where line ends are in dispute nothing that follows can be trusted to be a command.
  const bool spoiled = body_.fault() == body_fault::bare_line_end;
  if (spoiled) smtp_counters::add(counters_.line_end_violations);
  const bool split_helps = message_bytes_allowed() < limits_.message_bytes_max;
  const auto line = smtp_reply::of(body_.fault(), split_helps);
  smtp_counters::add(line.starts_with('4') ? counters_.messages_deferred
                                           : counters_.messages_refused);
  reset_transaction();
  if (spoiled) return close_with(line);
  if (line.starts_with('4')) {
    reply(line);
  } else {
    refuse(line);
  }
}

inbound_mail smtp_session::take_mail() {
  mail_.raw = body_.take();
  mail_.peer = peer_.address;
  mail_.tls = tls_;
  inbound_mail mail = std::move(mail_);
  mail_ = {};
  mail_.helo = mail.helo;
  taken_bytes_ = mail.raw.size();
  return mail;
}

void smtp_session::delivered(delivery_outcome outcome) {
  const auto line = smtp_reply::of(outcome);
  if (outcome == delivery_outcome::stored) {
    smtp_counters::add(counters_.messages_stored);
    smtp_counters::add(counters_.message_bytes, taken_bytes_);
    errors_ = 0;
    commands_ = 0;
  } else {
    const bool deferred = line.starts_with('4');
    smtp_counters::add(deferred ? counters_.messages_deferred : counters_.messages_refused);
  }
  phase_ = phase::command;
  reset_transaction();
  reply(line);
}

void smtp_session::recipient_checked(recipient_verdict verdict) {
  phase_ = phase::command;
  const auto line = smtp_reply::of(verdict);
  if (verdict == recipient_verdict::accepted) {
    smtp_counters::add(counters_.recipients_accepted);
    const auto repeated = std::ranges::find(mail_.recipients, asked_recipient_);
    if (repeated == mail_.recipients.end()) mail_.recipients.push_back(std::move(asked_recipient_));
    return reply(line);
  }
  const bool deferred = line.starts_with('4');
  smtp_counters::add(deferred ? counters_.recipients_deferred : counters_.recipients_refused);
  // No error of the client's: a relay may hold many addresses that have expired meanwhile.
  reply(line);
}

void smtp_session::tls_started() {
  phase_ = phase::command;
  tls_ = true;
  esmtp_ = false;
  mail_.helo.clear();
  reset_transaction();
}

void smtp_session::end(smtp_ending why) { close_with(smtp_reply::of(why)); }

void smtp_session::reply(std::string_view line) { output_.append(line); }

void smtp_session::refuse(std::string_view line) {
  smtp_counters::add(counters_.protocol_errors);
  reply(line);
  if (++errors_ > limits_.errors_max) close_with(smtp_reply::too_many_errors);
}

void smtp_session::close_with(std::string_view line) {
  reply(line);
  phase_ = phase::closed;
  due_ = smtp_action::close;
  body_.clear();
}

void smtp_session::reset_transaction() {
  body_.clear();
  mail_.envelope_from.clear();
  mail_.recipients.clear();
  in_transaction_ = false;
  smtputf8_ = false;
  chunked_ = false;
  declared_bytes_ = 0;
}

std::size_t smtp_session::message_bytes_allowed() const {
  const auto recipients = std::max<std::size_t>(1, mail_.recipients.size());
  return std::min(limits_.message_bytes_max, limits_.fan_out_bytes_max / recipients);
}

}  // namespace carnet
