// One client: a socket, the session's state machine and the deadlines. The coroutine serve() is the
// only one that reads, writes or touches the session; the lane's tick may only cancel what it waits
// for. Kept alive by its coroutine and by answers that the sink still owes.
#pragma once

#include <boost/asio/ssl/stream.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "producers/smtp/smtp_lane.hpp"
#include "producers/smtp/smtp_session.hpp"

namespace carnet::smtp {

class answer_ticket;

class connection : public std::enable_shared_from_this<connection> {
 public:
  /// `peer` is the client's address, `entry` its place in the peer table.
  connection(tcp_socket socket, std::shared_ptr<lane> home, std::string peer,
             peer_table::entry entry);
  ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  /// Runs the session to its end.
  static task<void> serve(std::shared_ptr<connection> self);

  /// Called by the lane once a second.
  void check_deadlines();

  /// Ends the session as soon as no message is on its way.
  void request_stop();

  /// Closes at once.
  void abort();

  /// Drops a coroutine that waits for the sink; only when the loop does not run any more.
  void forget_waiter() { waiter_ = nullptr; }

  std::size_t lane_place = 0;  // owned by the lane

 private:
  friend class answer_ticket;
  using clock = std::chrono::steady_clock;

  task<void> converse();
  task<std::size_t> receive();
  task<bool> flush_rest();
  task<bool> begin_tls();
  task<void> act(smtp_action action);
  task<void> answer();
  task<bool> say_ending();
  bool flush_now();
  void interrupt(smtp_ending why);

  answer_ticket ask(int unavailable);
  void ask_recipient();
  void hand_over();
  void settle(std::uint64_t question, int value);
  void arrive(std::uint64_t question, int value);

  std::shared_ptr<lane> home_;
  tcp_socket socket_;
  std::shared_ptr<asio::ssl::context> tls_keepalive_;
  std::unique_ptr<asio::ssl::stream<tcp_socket&>> tls_;
  const std::string peer_;
  const peer_table::entry entry_;
  smtp_session session_;
  std::size_t sent_ = 0;  // of the session's output

  // The question the sink has been asked; one at a time. A late answer carries an old number.
  std::uint64_t question_ = 0;
  bool asking_ = false;
  int unavailable_ = 0;  // the answer when none comes
  std::optional<int> answer_;
  std::move_only_function<void()> waiter_;

  clock::time_point opened_;
  clock::time_point waiting_since_;
  clock::time_point message_since_{};
  std::optional<smtp_ending> ending_;
  std::array<char, 16 << 10> buffer_;
};

}  // namespace carnet::smtp
