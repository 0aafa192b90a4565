// One ESMTP session (RFC 5321, 1870, 2034, 2920, 3030, 3207, 6152, 6531) without I/O: bytes and
// answers go in, replies and one action at a time come out. A shell does what the action says.
//
//   connected ──EHLO/HELO──▶ greeted ──MAIL──▶ transaction ──RCPT…──▶ recipients ──DATA/BDAT──▶
//   body
//        ▲                      ▲                                                              │
//        └──── STARTTLS ────────┴──────────── RSET, EHLO, end of the message ◀─────────────────┘
//
// Invariant: a reply stands in output() for every command in order; nothing of a pipelined batch is
// looked at before the command in front of it is answered. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "producers/smtp/body_reader.hpp"
#include "producers/smtp/mail_sink.hpp"
#include "producers/smtp/smtp_counters.hpp"
#include "producers/smtp/smtp_limits.hpp"
#include "producers/smtp/smtp_path.hpp"

namespace carnet {

/// What the shell has to do next.
enum class smtp_action : std::uint8_t {
  read,             // send output(), then give more input
  check_recipient,  // ask the sink about recipient(), then call recipient_checked()
  deliver,          // hand take_mail() to the sink, then call delivered()
  start_tls,        // send output(), do the handshake, then call tls_started()
  close,            // send output(), then close the connection
};

/// Why the shell ends a session from its side.
enum class smtp_ending : std::uint8_t { idle, session_too_long, message_too_long, shutting_down };

/// What the shell knows about the connection; strings must outlive the session.
struct smtp_peer {
  std::string_view hostname;  // of this server
  std::string_view address;   // of the client
  bool tls_offered = false;
};

class smtp_session {
 public:
  struct step {
    std::size_t consumed = 0;  // bytes of the input that need not be given again
    smtp_action action = smtp_action::read;
  };

  /// References must outlive the session. The greeting stands in output() at once.
  smtp_session(const smtp_limits& limits, const smtp_peer& peer, byte_budget& budget,
               smtp_counters& counters);

  /// Reads as much of `input` as can be read before an action other than `read` is due. Must not be
  /// called while an answer is outstanding.
  step advance(std::string_view input);

  /// Replies that are to be sent; the shell clears it.
  std::string& output() { return output_; }

  [[nodiscard]] const std::string& recipient() const { return asked_recipient_; }
  void recipient_checked(recipient_verdict verdict);

  /// The message; trace_header is left to the shell, which has a clock.
  inbound_mail take_mail();
  void delivered(delivery_outcome outcome);

  void tls_started();

  /// Says 421 to the client; the next advance() gives `close`.
  void end(smtp_ending why);

  /// True between DATA or the first BDAT and the end of the message.
  [[nodiscard]] bool in_message() const { return phase_ == phase::data || chunked_; }
  [[nodiscard]] bool is_esmtp() const { return esmtp_; }
  [[nodiscard]] bool is_utf8_mail() const { return smtputf8_; }

 private:
  enum class phase : std::uint8_t { command, data, chunk, awaiting, closed };
  struct verb;

  void read_line(std::string_view& input);
  void command(std::string_view line);
  void read_body(std::string_view& input);
  void finish_body();
  void finish_chunk();

  void helo(std::string_view rest);
  void ehlo(std::string_view rest);
  void greeted(std::string_view name, bool esmtp);
  void mail(std::string_view rest);
  bool mail_parameter(const smtp_parameter& parameter);
  void rcpt(std::string_view rest);
  void data(std::string_view rest);
  void bdat(std::string_view rest);
  void rset(std::string_view rest);
  void noop(std::string_view rest);
  void quit(std::string_view rest);
  void vrfy(std::string_view rest);
  void expn(std::string_view rest);
  void help(std::string_view rest);
  void starttls(std::string_view rest);

  void reply(std::string_view line);
  void refuse(std::string_view line);
  void close_with(std::string_view line);
  void reset_transaction();
  bool open_body();
  [[nodiscard]] std::size_t message_bytes_allowed() const;

  const smtp_limits& limits_;
  const smtp_peer peer_;
  smtp_counters& counters_;
  body_reader body_;
  std::string output_;
  std::string line_;  // start of a command line that has not ended yet
  std::string asked_recipient_;
  inbound_mail mail_;
  std::string_view chunk_refusal_;    // the reply to a chunk that is only skipped
  std::uint64_t declared_bytes_ = 0;  // by SIZE, 0 when the client did not say
  std::uint64_t taken_bytes_ = 0;
  std::uint64_t chunk_left_ = 0;
  std::uint64_t chunk_bytes_ = 0;
  std::uint32_t errors_ = 0;
  std::uint32_t commands_ = 0;
  phase phase_ = phase::command;
  smtp_action due_ = smtp_action::read;
  bool line_too_long_ = false;
  bool esmtp_ = false;
  bool tls_ = false;
  bool in_transaction_ = false;
  bool smtputf8_ = false;
  bool chunked_ = false;  // at least one chunk of the message was taken
  bool chunk_last_ = false;
};

}  // namespace carnet
