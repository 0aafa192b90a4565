// The body of `carnet extract`: messages in, answers out, from files, folders or standard input.
// Mail is read the way SMTP ingress reads it. It knows nothing of flags or processes. Invariant:
// every message gives exactly one answer, in order, whatever it holds.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "domain/extraction/extraction.hpp"

namespace carnet::api::cli {

/// Bytes of one line of JSON Lines; a longer one is answered with an error.
inline constexpr std::size_t case_bytes_max = 32 * 1024 * 1024;
/// Bytes of one mail as a file or in an mbox, as over SMTP.
inline constexpr std::size_t mail_bytes_max = 25 * 1024 * 1024;

struct extract_settings {
  extraction::options wanted;
  std::string expect_sender;  // as options::expect_sender and expect_host
  std::string expect_host;
  bool jsonl = false;    // every input is JSON Lines; else its name or its first bytes tell
  bool explain = false;  // says why: as JSON for JSON Lines, readable for mail
  bool colour = false;   // ANSI colours in what is readable
  /// Files and folders; of a folder every `.eml` below it, in the order of their names. None: what
  /// comes on the stream.
  std::vector<std::string> paths;
};

/// Answers each message with a line {"id","type","value","primaryActionUrl","confidence"}; the id
/// is a case's own or the mail's file, in an mbox with `#` and its number. What can not be read
/// gives
/// {"id","error"} and the run goes on. Returns 0, or 1 if anything could not be read.
int run_extract(std::istream& in, std::ostream& out, const extract_settings& settings);

}  // namespace carnet::api::cli
