// One thread's io_context with its acceptor and its coarse timer. Inside api/http only, and only
// where Asio is needed anyway.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <thread>
#include <vector>

#include "api/http/connection.hpp"
#include "api/http/loop_core.hpp"

namespace carnet::http {

using net_error = boost::system::error_code;

// The concrete executor spares every operation a type-erased copy.
using executor = boost::asio::io_context::executor_type;
using tcp_socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, executor>;
using tcp_acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, executor>;
using coarse_timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, executor>;

class event_loop final : public loop_core, public std::enable_shared_from_this<event_loop> {
 public:
  static constexpr std::size_t read_bytes_max = 64 * 1024;

  explicit event_loop(std::shared_ptr<server_context> context);
  ~event_loop() override;

  /// Binds with SO_REUSEPORT; gives the port bound.
  result<std::uint16_t> listen(const std::string& address, std::uint16_t port, bool first);

  void start();

  /// Any thread: stops accepting and drains (see loop_core::drain).
  void begin_drain();

  /// Any thread but the loop's: closes everything, ends the thread.
  void end();

  /// Where sessions read into before parsing; free between two callbacks.
  std::vector<char>& read_buffer() { return read_buffer_; }
  boost::asio::io_context& io() { return io_; }

 private:
  void run();
  void wake();
  void accept();
  void admit_backlog();
  void admit(tcp_socket socket);
  void schedule_tick();

  boost::asio::io_context io_{1};
  tcp_acceptor acceptor_{io_};
  coarse_timer timer_{io_};
  std::vector<char> read_buffer_;
  std::thread thread_;
  bool ending_ = false;
  bool accept_failed_ = false;  // out of descriptors: tried again with the next tick
};

/// Starts a session over the socket, on the loop's thread.
void start_plain_session(std::shared_ptr<event_loop> loop, tcp_socket socket);
void start_tls_session(std::shared_ptr<event_loop> loop, tcp_socket socket,
                       std::shared_ptr<ssl_ctx_st> context);

/// The address of the other end, empty when it has gone already.
std::string peer_address(const tcp_socket& socket);

/// Whether the peer has closed its end and nothing it sent is unread.
bool has_hung_up(tcp_socket& socket);

}  // namespace carnet::http
