// Answers for mail as it was sent: parsed by the path of SMTP ingress, then extracted.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "api/cli/extract/extract_command.hpp"
#include "api/cli/extract/mbox_reader.hpp"

namespace carnet::api::cli {

class mail_answers {
 public:
  mail_answers(std::ostream& out, const extract_settings& settings, extraction::workspace& buffers)
      : out_(out), settings_(settings), buffers_(buffers) {}

  /// The whole stream is one message (RFC 5322).
  void answer_message(std::istream& in, const std::string& id) { answer_rest(in, id, {}); }
  /// The stream is an mbox; the messages are `id#1`, `id#2` …
  void answer_mbox(std::istream& in, const std::string& id);
  /// The stream is one or the other: an mbox begins with "From ".
  void answer_either(std::istream& in, const std::string& id);
  /// What can not be read at all.
  void refuse(const std::string& id, std::string why);

  /// False once anything could not be read.
  bool whole() const { return whole_; }

 private:
  void answer(std::string_view raw, const std::string& id);
  void answer_rest(std::istream& in, const std::string& id, std::string raw);
  void answer_all(mbox_reader& messages, const std::string& id);

  std::ostream& out_;
  const extract_settings& settings_;
  extraction::workspace& buffers_;
  bool whole_ = true;
};

}  // namespace carnet::api::cli
