#include "api/cli/progress_bar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace carnet::api::cli {
namespace {

constexpr std::uint64_t width = 30;
constexpr std::chrono::milliseconds redraw{100};
constexpr std::chrono::seconds next_line{5};

}  // namespace

void progress_bar::show(std::uint64_t done, std::uint64_t bytes) {
  const auto now = std::chrono::steady_clock::now();
  if (now - drawn_ < (terminal_ ? std::chrono::milliseconds(redraw) : next_line)) return;
  drawn_ = now;
  draw(done, bytes);
}

void progress_bar::finish(std::uint64_t bytes) {
  draw(total_, bytes);
  if (terminal_) out_ << '\n';
}

void progress_bar::draw(std::uint64_t done, std::uint64_t bytes) {
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun_;
  const std::uint64_t whole = std::max<std::uint64_t>(total_, 1);
  const auto filled = static_cast<std::size_t>(width * done / whole);
  const auto text =
      fmt::format("[{}{}] {} of {} records, {:.1f} MB, {:.1f} MB/s", std::string(filled, '#'),
                  std::string(width - filled, '.'), done, total_, static_cast<double>(bytes) / 1e6,
                  static_cast<double>(bytes) / 1e6 / std::max(spent.count(), 0.001));
  out_ << (terminal_ ? "\r" : "") << text << (terminal_ ? "" : "\n") << std::flush;
}

}  // namespace carnet::api::cli
