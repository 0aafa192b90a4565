// The whole HTTP stack with nothing behind it: what http_vs_nginx.sh measures. Also serves an
// echo and a late answer, for trying things by hand.
#include <fmt/format.h>

#include <csignal>
#include <cstdlib>

#include "api/http/operations_routes.hpp"
#include "api/http/server.hpp"

int main(int argc, char** argv) {
  using namespace carnet::http;
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  auto metrics = std::make_shared<request_metrics>();
  server_options options;
  options.port = static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 8080);
  options.threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1;
  options.metrics = metrics;
  std::vector<route> table;
  append_operations_routes(table, {.not_ready = {}, .metrics = {metrics}, .openapi = "{}"});
  auto echo = [](request& in, exchange reply) { reply.send(response{.body = in.body}); };
  table.push_back({method::post, "/echo", echo, access::open, {}, body_kind::raw});
  auto started = server::start(std::move(options), std::move(table));
  if (!started) {
    fmt::print(stderr, "{}\n", started.error().what);
    return 1;
  }
  fmt::print("listening on {}\n", (*started)->port());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&stop_signals, &signal);
  (*started)->stop(std::chrono::seconds(5));
  return 0;
}
