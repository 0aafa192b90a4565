// Collects the bytes of one message from DATA or BDAT. Line ends are strict: only CRLF ends a line,
// only CRLF "." CRLF ends DATA. A bare CR or LF, which other servers may take for a line end and
// thus for a message border (SMTP smuggling), spoils the message but never ends it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "producers/smtp/byte_budget.hpp"

namespace carnet {

/// Why a message cannot be delivered although it was read to its end.
enum class body_fault : std::uint8_t { none, bare_line_end, line_too_long, too_large, no_room };

/// One message at a time; the first fault stays, drops what was collected and skips the rest.
class body_reader {
 public:
  body_reader(byte_budget& budget, std::size_t line_bytes_max)
      : share_(budget), line_bytes_max_(line_bytes_max) {}

  /// Starts a message of at most `bytes_max`; `expected` (0: unknown) is what the client declared.
  void start(std::size_t bytes_max, std::size_t expected);

  /// Takes DATA content, undoing dot-stuffing (RFC 5321 4.5.2). Returns the bytes used; stops
  /// behind the end mark and then sets `ended`.
  std::size_t read_data(std::string_view input, bool& ended);

  /// Takes all of `input` as chunk content (RFC 3030); no dot-stuffing there.
  void read_chunk(std::string_view input);

  /// A chunked message must end with a whole line.
  void finish_chunks();

  [[nodiscard]] body_fault fault() const { return fault_; }
  [[nodiscard]] std::size_t size() const { return raw_.size(); }

  /// Gives the message away; its share of the budget stays held until clear().
  std::string take() { return std::move(raw_); }

  /// Forgets the message and gives its share back.
  void clear();

 private:
  enum class place : std::uint8_t { line_start, dot, dot_cr, text, text_cr };

  std::size_t read_text(std::string_view input);
  std::size_t read_dot(std::string_view input, bool& ended);
  void keep(std::string_view bytes);
  void spoil(body_fault fault);
  void count_line(std::size_t bytes);

  budget_share share_;
  std::size_t line_bytes_max_;
  std::size_t bytes_max_ = 0;
  std::size_t line_bytes_ = 0;
  std::string raw_;
  body_fault fault_ = body_fault::none;
  place place_ = place::line_start;
};

}  // namespace carnet
