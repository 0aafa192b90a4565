// What the sessions of one event loop share: the loop, its coarse clock, the listener. Everything
// here but `service` is touched by the loop's own thread only. Included by sources of this folder
// only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

#include "producers/smtp/byte_budget.hpp"
#include "producers/smtp/peer_table.hpp"
#include "producers/smtp/smtp_server.hpp"

namespace carnet::smtp {

namespace asio = boost::asio;
using executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, executor>;
using tcp_acceptor = asio::basic_socket_acceptor<asio::ip::tcp, executor>;
template <class T>
using task = asio::awaitable<T, executor>;

class connection;

/// What all loops share.
struct service {
  service(smtp_config settings, mail_sink& mail)
      : config(std::move(settings)),
        sink(mail),
        budget(config.server.bytes_in_flight_max),
        peers(config.server, budget) {}

  const smtp_config config;
  mail_sink& sink;
  smtp_counters counters;
  byte_budget budget;
  peer_table peers;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> lanes_running{0};
  std::move_only_function<void()> drained;  // written before the lanes are told to stop
};

/// One loop with its listener and sessions.
class lane : public std::enable_shared_from_this<lane> {
 public:
  lane(asio::io_context& loop, std::shared_ptr<service> shared);

  /// Binds to `where` and, when its port was 0, writes the port found there.
  boost::system::error_code listen(asio::ip::tcp::endpoint& where);
  void run();
  void stop();

  /// Lets go of sessions that wait for the sink; only when the loop does not run any more.
  void forget();

  void add(connection& opened);
  void remove(connection& closed);

  /// The time of the last tick, good to a second.
  [[nodiscard]] std::chrono::steady_clock::time_point now() const { return now_; }
  [[nodiscard]] smtp::service& service() const { return *shared_; }
  [[nodiscard]] asio::io_context& loop() const { return loop_; }

 private:
  static task<void> accept(std::shared_ptr<lane> self);
  static task<void> tick(std::shared_ptr<lane> self);
  void open(tcp_socket socket);
  void check_deadlines();
  void finish_if_empty();

  asio::io_context& loop_;
  std::shared_ptr<smtp::service> shared_;
  tcp_acceptor acceptor_;
  asio::steady_timer timer_;
  std::vector<connection*> connections_;  // each knows its place
  std::chrono::steady_clock::time_point now_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point stop_by_{};
  bool stopped_ = false;
  bool finished_ = false;
};

}  // namespace carnet::smtp
