// The body of `carnet extract --jsonl`: cases in, answers out, one line each, so that accuracy and
// speed can be measured from outside. It knows streams and JSON and nothing of files, flags or
// processes. Invariant: every input line gives exactly one output line, in order.
#pragma once

#include <iosfwd>

#include "domain/extraction/extraction.hpp"

namespace carnet::api::cli {

struct extract_settings {
  extraction::options wanted;
  bool explain = false;  // adds the reasons, and every candidate with its own
  bool features =
      false;  // writes the reasons of every candidate instead of the answer, for fitting
};

/// Reads {"id","from","subject","text","html"} lines (null or absent parts are empty) and writes
/// {"id","type","value","primaryActionUrl","confidence"} lines. A line that can not be read gives
/// {"id","error"} and the run goes on. Returns 0, or 1 if any line could not be read.
int run_extract(std::istream& in, std::ostream& out, const extract_settings& settings);

}  // namespace carnet::api::cli
