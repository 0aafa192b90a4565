// The second of the three error lanes (docs/architecture.md): the world did not cooperate. A
// failure is classed where it is born; whoever receives it retries with a bound or stops the
// partition.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace carnet {

enum class failure_code {
  io = 1,   // disk or network did not do what was asked; may work later
  corrupt,  // bytes that were written by us do not verify
  fenced,   // another owner has taken the partition
  locked,   // another process holds the directory
  not_found,
  unsupported,       // written by a newer version of the program
  invalid_argument,  // configuration or input that can not work
  timed_out,
  storage_full,
  unknown_outcome,  // the write may or may not have happened
};

struct failure {
  failure_code code;
  std::string what;  // for operators and logs; never holds a secret
};

template <class T>
using result = std::expected<T, failure>;

inline std::unexpected<failure> fail(failure_code code, std::string what) {
  return std::unexpected(failure{code, std::move(what)});
}

}  // namespace carnet
