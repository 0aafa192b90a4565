// Accepting and ticking. A connection over the limit is told so and closed: leaving it in the
// backlog would make it wait for nothing.
#include "api/http/event_loop.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>

#include "producers/net/port_in_use.hpp"

namespace carnet::http {
namespace {

namespace asio = boost::asio;

constexpr int backlog_max = 4096;
constexpr std::string_view full_answer =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n";

}  // namespace

event_loop::event_loop(std::shared_ptr<server_context> context)
    : loop_core(std::move(context), [this] { wake(); }), read_buffer_(read_bytes_max) {}

event_loop::~event_loop() = default;

result<std::uint16_t> event_loop::listen(const std::string& address, std::uint16_t port,
                                         bool first) {
  net_error failed;
  const auto host = asio::ip::make_address(address, failed);
  if (failed) return fail(failure_code::invalid_argument, "not an IP address: " + address);
  const asio::ip::tcp::endpoint endpoint(host, port);
  if (first) failed = carnet::net::port_in_use(endpoint);
  if (!failed) acceptor_.open(endpoint.protocol(), failed);
  const int on = 1;
  if (!failed) acceptor_.set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) {
    ::setsockopt(acceptor_.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    acceptor_.bind(endpoint, failed);
  }
  if (!failed) acceptor_.listen(backlog_max, failed);
  if (failed) {
    return fail(failure_code::io, "cannot listen on " + address + ":" + std::to_string(port) +
                                      ": " + failed.message());
  }
  return acceptor_.local_endpoint().port();
}

void event_loop::start() {
  accept();
  schedule_tick();
  thread_ = std::thread([self = shared_from_this()] { self->run(); });
}

void event_loop::run() {
  enter_thread();
  io_.run();
  ended = true;
  completions.drain();
}

// An answer that comes after the thread has left still lets go of its session.
void event_loop::wake() {
  if (ended) return completions.drain();
  asio::post(io_, [this] { completions.drain(); });
}

void event_loop::accept() {
  acceptor_.async_accept([this](const net_error& failed, tcp_socket socket) {
    if (failed == asio::error::operation_aborted) return;
    accept_failed_ = static_cast<bool>(failed);
    if (failed) return;
    admit(std::move(socket));
    if (!shared->draining) accept();
  });
}

void event_loop::admit(tcp_socket socket) {
  net_error ignored;
  socket.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket.non_blocking(true, ignored);
  if (shared->connections >= shared->options.limits.connections_max) {
    socket.write_some(asio::buffer(full_answer), ignored);
    return;
  }
  if (!shared->options.tls_context) {
    start_plain_session(shared_from_this(), std::move(socket));
  } else if (auto context = shared->options.tls_context()) {
    start_tls_session(shared_from_this(), std::move(socket), std::move(context));
  }
}

void event_loop::schedule_tick() {
  timer_.expires_after(deadline_wheel::tick_length);
  timer_.async_wait([this](const net_error& failed) {
    if (failed || ending_) return;
    tick();
    if (accept_failed_) {
      accept_failed_ = false;
      accept();
    }
    schedule_tick();
  });
}

// Who is connected already as far as he knows is let in: closing the port would cut him off.
void event_loop::admit_backlog() {
  net_error failed;
  acceptor_.non_blocking(true, failed);
  for (int n = 0; n < backlog_max && !failed; ++n) {
    tcp_socket socket(io_);
    acceptor_.accept(socket, failed);
    if (!failed) admit(std::move(socket));
  }
}

void event_loop::begin_drain() {
  asio::post(io_, [this] {
    admit_backlog();
    net_error ignored;
    acceptor_.close(ignored);
    drain();
  });
}

void event_loop::end() {
  asio::post(io_, [this] {
    net_error ignored;
    acceptor_.close(ignored);
    ending_ = true;
    timer_.cancel();
    // Not io_.stop(): the cancelled operations' handlers must run, since they own the sessions.
    close_all();
  });
  if (thread_.joinable()) thread_.join();
}

std::string peer_address(const tcp_socket& socket) {
  net_error failed;
  const auto endpoint = socket.remote_endpoint(failed);
  return failed ? std::string() : endpoint.address().to_string();
}

bool has_hung_up(tcp_socket& socket) {
  char byte = 0;
  const auto got = ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

}  // namespace carnet::http
