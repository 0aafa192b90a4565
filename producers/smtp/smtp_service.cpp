#include "producers/smtp/smtp_service.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <future>
#include <optional>
#include <thread>

namespace carnet {

namespace asio = boost::asio;

struct smtp_service::state {
  using guard = asio::executor_work_guard<asio::io_context::executor_type>;

  std::vector<std::unique_ptr<asio::io_context>> loops;
  std::vector<guard> guards;
  std::optional<smtp_server> server;
  std::vector<std::thread> threads;

  std::vector<asio::io_context*> pointers() const {
    std::vector<asio::io_context*> all;
    for (const auto& loop : loops) all.push_back(loop.get());
    return all;
  }
};

smtp_service::smtp_service(unsigned threads, smtp_config config, mail_sink& sink)
    : state_(std::make_unique<state>()) {
  for (unsigned n = 0; n < threads; ++n) {
    state_->loops.push_back(std::make_unique<asio::io_context>(1));
    state_->guards.push_back(asio::make_work_guard(*state_->loops.back()));
  }
  state_->server.emplace(state_->pointers(), std::move(config), sink);
}

smtp_service::~smtp_service() { stop(); }

result<void> smtp_service::start() {
  if (auto bound = state_->server->start(); !bound) return bound;
  for (const auto& loop : state_->loops) {
    state_->threads.emplace_back([&loop = *loop] { loop.run(); });
  }
  return {};
}

void smtp_service::stop() {
  if (state_->threads.empty()) return;
  std::promise<void> drained;
  state_->server->stop([&drained] { drained.set_value(); });
  drained.get_future().wait();
  for (auto& guard : state_->guards) guard.reset();
  for (const auto& loop : state_->loops) loop->stop();
  for (auto& thread : state_->threads) thread.join();
  state_->threads.clear();
}

std::uint16_t smtp_service::port() const { return state_->server->port(); }
const smtp_counters& smtp_service::counters() const { return state_->server->counters(); }

}  // namespace carnet
