// The extractor: a parsed message in, ranked one-time codes and action links out.
// Invariant: a pure function of its arguments, linear in their size; equal input gives equal output
// on every machine. It must not do I/O, look at a clock, log, or keep anything of a message after
// the call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/extraction/reasons.hpp"

namespace carnet::extraction {

/// Names the rules, the lexicon and the weights together; changes whenever any of them does.
inline constexpr std::string_view parser_version = "carnet-extract-1.4";
/// Names the fitted weights alone.
inline constexpr std::string_view model_name = "carnet-lr-5";

/// Bytes of the subject, the text and the HTML that are looked at; what lies beyond is ignored.
inline constexpr std::size_t max_subject_bytes = 4 * 1024;
inline constexpr std::size_t max_text_bytes = 1024 * 1024;
inline constexpr std::size_t max_html_bytes = 4 * 1024 * 1024;
/// Candidates of one type that are scored; later ones are ignored.
inline constexpr std::size_t max_scored = 256;

/// What a message asks its reader to use.
enum class secret_type : std::uint8_t { otp = 1, link = 2 };

/// The part of the message a candidate was found in.
enum class place : std::uint8_t { subject = 1, text = 2, html = 3 };

constexpr std::string_view to_name(place where) {
  switch (where) {
    case place::subject:
      return "subject";
    case place::text:
      return "text";
    case place::html:
      return "html";
  }
  return "";
}

/// A parsed message. All UTF-8 (bytes that are not are skipped); an absent part is empty.
struct message_view {
  std::string_view from;
  std::string_view subject;
  std::string_view text;
  std::string_view html;
};

/// What the identity that received the message allows and expects.
struct options {
  bool allow_otp = true;  // filters before ranking
  bool allow_link = true;
  double min_confidence = 0.5;  // below it nothing becomes primary; 0..1
  // Strangers are refused, what is expected ranks higher (expectation.hpp); empty: anybody.
  std::string_view expect_sender = {};  // the one address that may write
  std::string_view expect_host = {};    // where links lead and, without a sender, who may write
  std::size_t max_candidates = 8;       // length of the ranked list
};

/// One possible answer. `offset` and `length` are bytes in the named part as it was handed in.
struct candidate {
  secret_type type = secret_type::otp;
  std::string value;  // a code as shown, digits as ASCII; a link with entities decoded
  place where = place::text;
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
  double confidence = 0;  // calibrated: of all at 0.9 nine in ten are right
  reason_set reasons;
};

/// All candidates, best first, and the one to act on, if any is good enough.
struct extraction_result {
  std::vector<candidate> candidates;
  std::optional<std::size_t> primary;  // index into candidates
  std::uint64_t work = 0;              // steps taken, for the linearity tests; not a time
};

class workspace_state;

/// Buffers that are reused from message to message; one per thread, never shared between two.
class workspace {
 public:
  workspace();
  ~workspace();
  workspace(workspace&&) noexcept;
  workspace& operator=(workspace&&) noexcept;
  workspace_state& state() { return *state_; }

 private:
  std::unique_ptr<workspace_state> state_;
};

/// Ranks what the message holds. Never fails: a message without an answer gives an empty `primary`.
extraction_result extract(const message_view& message, const options& wanted, workspace& buffers);

/// The same with buffers of its own, for callers that extract rarely.
extraction_result extract(const message_view& message, const options& wanted = {});

}  // namespace carnet::extraction
