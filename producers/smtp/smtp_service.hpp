// The SMTP server on event loops and threads of its own, for a program that otherwise knows no
// Asio.
#pragma once

#include <memory>

#include "producers/smtp/smtp_server.hpp"

namespace carnet {

class smtp_service {
 public:
  // `sink` must outlive the service.
  smtp_service(unsigned threads, smtp_config config, mail_sink& sink);
  ~smtp_service();  // stop()

  // Binds, accepts, and runs the loops.
  result<void> start();

  // Drains (see smtp_server::stop) and ends the threads.
  void stop();

  std::uint16_t port() const;
  const smtp_counters& counters() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace carnet
