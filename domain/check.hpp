// The third error lane: our own invariant is broken. On in every build; aborts, and the log is the
// recovery.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace carnet {

// Ends the process when `holds` is false; `what` names the invariant, never content.
inline void check(bool holds, const char* what,
                  std::source_location where = std::source_location::current()) {
  if (holds) [[likely]]
    return;
  std::fprintf(stderr, "broken invariant: %s (%s:%u)\n", what, where.file_name(), where.line());
  std::abort();
}

}  // namespace carnet
