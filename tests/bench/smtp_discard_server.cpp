// The whole SMTP service over a sink that takes every message and forgets it: what is measured is
// the protocol and nothing behind it. Runs until standard input ends, then prints its counters.
//   smtp_discard_server [port] [threads]
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "producers/smtp/smtp_server.hpp"
#include "producers/tls/tls_context.hpp"

namespace {

struct discarding_sink final : carnet::mail_sink {
  void check_recipient(std::string /*address*/,
                       std::move_only_function<void(carnet::recipient_verdict)> done) override {
    done(carnet::recipient_verdict::accepted);
  }
  void deliver(carnet::inbound_mail /*mail*/,
               std::move_only_function<void(carnet::delivery_outcome)> done) override {
    done(carnet::delivery_outcome::stored);
  }
};

}  // namespace

int main(int argc, char** argv) {
  namespace asio = boost::asio;
  carnet::smtp_config config;
  config.hostname = "bench.carnet.test";
  config.port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0);
  const int threads = argc > 2 ? std::atoi(argv[2]) : 1;
  auto tls = carnet::tls_context::self_signed({"localhost"});
  if (!tls) return std::cerr << tls.error().what << '\n', 1;
  config.tls = *tls;
  std::vector<std::unique_ptr<asio::io_context>> loops;
  std::vector<asio::io_context*> given;
  for (int i = 0; i < threads; ++i) {
    loops.push_back(std::make_unique<asio::io_context>(1));
    given.push_back(loops.back().get());
  }
  discarding_sink sink;
  carnet::smtp_server server(given, config, sink);
  if (const auto started = server.start(); !started) {
    return std::cerr << started.error().what << '\n', 1;
  }
  std::cout << "listening on " << server.port() << std::endl;
  std::vector<std::thread> running;
  running.reserve(loops.size());
  for (auto& loop : loops) running.emplace_back([&loop] { loop->run(); });
  for (std::string line; std::getline(std::cin, line);) continue;
  server.stop({});
  for (auto& thread : running) thread.join();
  std::cout << "stored " << server.counters().messages_stored << " messages, "
            << server.counters().message_bytes << " bytes, " << server.counters().protocol_errors
            << " errors\n";
}
