// The SMTP service on sockets: listeners, sessions, TLS, deadlines and the bounds over all
// sessions. Each event loop given by the caller has a listener of its own (SO_REUSEPORT) and runs
// on one thread; a session lives and dies on the loop that accepted it. Nothing here waits for a
// slow client, and a client waits only for the sink.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/failure.hpp"
#include "producers/smtp/mail_sink.hpp"
#include "producers/smtp/smtp_counters.hpp"
#include "producers/smtp/smtp_limits.hpp"

namespace boost::asio {
class io_context;
}

namespace carnet {

class tls_context;

/// Where and how to serve.
struct smtp_config {
  std::string hostname;               // named in the greeting and in Received
  std::string address = "127.0.0.1";  // to listen on, IPv4 or IPv6
  std::uint16_t port = 2525;          // 0: any free one
  smtp_limits limits;
  smtp_server_limits server;
  std::chrono::seconds drain_max{10};  // after stop(), for messages that are on their way
  std::shared_ptr<tls_context> tls;    // null: STARTTLS is not offered
};

class smtp_server {
 public:
  /// `loops` and `sink` must outlive the server and every `done` that the sink holds.
  smtp_server(std::vector<boost::asio::io_context*> loops, smtp_config config, mail_sink& sink);
  /// Only after stop() has reported, or when no loop runs any more.
  ~smtp_server();
  smtp_server(const smtp_server&) = delete;
  smtp_server& operator=(const smtp_server&) = delete;

  /// Binds and starts to accept. To be called once.
  result<void> start();

  /// The port that is listened on; after start().
  [[nodiscard]] std::uint16_t port() const;

  /// Ends the service: listeners close at once, idle sessions get 421, sessions with a message on
  /// its way finish it first, for at most smtp_config::drain_max. `drained` is called once, on a
  /// loop's thread, when no session is left. Thread-safe.
  void stop(std::move_only_function<void()> drained);

  [[nodiscard]] const smtp_counters& counters() const;

  /// Bytes of messages that are being received or stored, over all sessions.
  [[nodiscard]] std::size_t bytes_in_flight() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace carnet
