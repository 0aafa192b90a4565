// A body that is produced while it is sent: piece by piece, each asked for when the peer has taken
// the one before, so that a slow reader holds no more than one piece in memory. A reader that takes
// longer over a piece than server_limits::write allows is cut off.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace carnet::http {

class stream_wake;

enum class flow : std::uint8_t {
  more,    // the next piece can be asked for at once
  waits,   // not before stream_wake::wake(), or when patience() has passed
  ends,    // this piece was the last
  breaks,  // the rest can not be had; the connection ends, so that nobody takes it for the whole
};

class body_source {
 public:
  /// What a piece should come to at most; a single unit of the content may go over it.
  static constexpr std::size_t piece_bytes = 64 * 1024;

  virtual ~body_source() = default;

  /// Called once, before the first piece; who waits for something keeps `wake`.
  virtual void begin(std::shared_ptr<stream_wake> /*wake*/) {}

  /// Appends the next piece, perhaps nothing. On the connection's event loop; must not block.
  virtual flow next(std::string& into) = 0;

  /// How long next() may go without being called after `waits`.
  virtual std::chrono::milliseconds patience() const { return std::chrono::seconds(15); }

  /// The server is stopping: a body without an end of its own ends with its next piece.
  virtual void stop() {}
};

}  // namespace carnet::http
