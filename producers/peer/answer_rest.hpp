// What is still to come of a long answer: filled by the client's loop, emptied by whoever sends it
// on. The loop reads no further while there is more than it holds at most.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace carnet::peers {

class answer_rest {
 public:
  enum class state : std::uint8_t { flowing, ended, broken };
  using tell = std::function<void()>;

  static constexpr std::size_t held_bytes_max = 256 * 1024;

  /// Appends at most `bytes_max` of what is there, and says what may follow: `flowing` with nothing
  /// appended means that `more` will be told.
  state take(std::string& into, std::size_t bytes_max);

  /// Told from the client's loop when there is more, or the end. Once, before the first take().
  void on_more(tell more);

  /// Nobody will take any more.
  void abandon();

  // The client's loop.
  bool push(std::string_view bytes);  // false: abandoned
  void finish(state how);
  bool is_full() const;
  /// Told when there is room again, or nobody takes; empty: whoever would be told is gone.
  void on_room(tell room);

 private:
  static void call(const tell& one) {
    if (one) one();
  }

  mutable std::mutex mutex_;  // guards everything below
  std::string held_;
  state state_ = state::flowing;
  bool abandoned_ = false;
  tell more_;
  tell room_;
};

}  // namespace carnet::peers
