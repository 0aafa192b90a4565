// How far a long command has come: a bar that is drawn over on a terminal, now and then a line
// elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>

namespace carnet::api::cli {

class progress_bar {
 public:
  progress_bar(std::ostream& out, bool terminal, std::uint64_t total)
      : out_(out), terminal_(terminal), total_(total) {}

  void show(std::uint64_t done, std::uint64_t bytes);

  // Leaves the bar behind, complete.
  void finish(std::uint64_t bytes);

 private:
  void draw(std::uint64_t done, std::uint64_t bytes);

  std::ostream& out_;
  const bool terminal_;
  const std::uint64_t total_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_{};
};

}  // namespace carnet::api::cli
