// The whole HTTP stack with nothing behind it: what http_vs_nginx.sh measures. Also serves an echo
// and /late, which another thread answers in batches, as a partition's writer does.
#include <fmt/format.h>

#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "api/http/completion.hpp"
#include "api/http/operations_routes.hpp"
#include "api/http/server.hpp"

namespace {

using namespace carnet::http;

class batch_answerer {
 public:
  batch_answerer() : thread_([this] { run(); }) {}
  ~batch_answerer() {
    submit({});
    thread_.join();
  }

  void submit(exchange reply) {
    {
      const std::scoped_lock guard(lock_);
      waiting_.push_back(std::move(reply));
    }
    arrived_.notify_one();
  }

 private:
  // An empty exchange ends it.
  void run() {
    std::vector<exchange> batch;
    while (true) {
      {
        std::unique_lock guard(lock_);
        arrived_.wait(guard, [this] { return !waiting_.empty(); });
        batch.swap(waiting_);
      }
      const completion_batch one_wake;
      for (exchange& reply : batch) {
        if (!reply) return;
        reply.send(response{.body = R"({"status":"ok"})"});
      }
      batch.clear();
    }
  }

  std::mutex lock_;  // guards waiting_
  std::condition_variable arrived_;
  std::vector<exchange> waiting_;
  std::thread thread_;
};

}  // namespace

int main(int argc, char** argv) {
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
  batch_answerer answerer;
  auto late = [&answerer](request&, exchange reply) { answerer.submit(std::move(reply)); };
  table.push_back({method::get, "/late", late, access::open});
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
