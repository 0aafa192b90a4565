// What a connection needs of its event loop, without Asio: timers, ids, the clock's texts, the way
// back from other threads. Everything but `completions` belongs to the loop's thread.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "api/http/completion.hpp"
#include "api/http/deadline_wheel.hpp"
#include "api/http/request_metrics.hpp"
#include "api/http/server_context.hpp"
#include "api/http/trace.hpp"

namespace carnet::http {

class connection;

class loop_core {
 public:
  loop_core(std::shared_ptr<server_context> shared, std::function<void()> wake);
  virtual ~loop_core() = default;
  loop_core(const loop_core&) = delete;
  loop_core& operator=(const loop_core&) = delete;

  bool is_this_thread() const;

  /// Declares the calling thread to be this loop's for as long as the loop runs.
  void enter_thread();

  /// Turns the wheel and renews the clock's texts.
  void tick();

  void add(connection& one);
  void remove(connection& one);

  /// Drains every connection; see connection::drain.
  void drain();

  /// Closes everything at once.
  void close_all();

  const std::shared_ptr<server_context> shared;
  const std::shared_ptr<request_meter> meter;
  completion_list completions;
  deadline_wheel wheel;
  id_source ids;
  std::string date_line;           // "Date: …\r\n"
  std::int64_t unix_s = 0;         // renewed by tick()
  std::string piece;               // of a streamed body, while it is being produced
  std::atomic<bool> ended{false};  // set once the thread has left; answers are dropped from then on

 private:
  void renew_clock();
  connection* first_ = nullptr;
};

}  // namespace carnet::http
