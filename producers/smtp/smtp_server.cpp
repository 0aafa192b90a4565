// Composition: one lane per loop over one shared service.
#include "producers/smtp/smtp_server.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include <utility>

#include "producers/net/port_in_use.hpp"
#include "producers/smtp/smtp_lane.hpp"

namespace carnet {

struct smtp_server::state {
  state(smtp_config config, mail_sink& sink)
      : shared(std::make_shared<smtp::service>(std::move(config), sink)) {}

  std::shared_ptr<smtp::service> shared;
  std::vector<std::shared_ptr<smtp::lane>> lanes;
  std::uint16_t port = 0;
};

smtp_server::smtp_server(std::vector<boost::asio::io_context*> loops, smtp_config config,
                         mail_sink& sink)
    : state_(std::make_unique<state>(std::move(config), sink)) {
  for (auto* loop : loops) {
    state_->lanes.push_back(std::make_shared<smtp::lane>(*loop, state_->shared));
  }
  state_->shared->lanes_running = state_->lanes.size();
}

smtp_server::~smtp_server() {
  for (const auto& each : state_->lanes) each->forget();
}

result<void> smtp_server::start() {
  const auto& config = state_->shared->config;
  namespace ip = boost::asio::ip;
  boost::system::error_code error;
  ip::tcp::endpoint where(ip::make_address(config.address, error), config.port);
  if (!error) error = net::port_in_use(where);
  for (const auto& each : state_->lanes) {
    if (!error) error = each->listen(where);
  }
  if (error) {
    return fail(failure_code::io, "cannot listen for SMTP on " + config.address + " port " +
                                      std::to_string(config.port) + ": " + error.message());
  }
  state_->port = where.port();
  for (const auto& each : state_->lanes) each->run();
  return {};
}

std::uint16_t smtp_server::port() const { return state_->port; }

void smtp_server::stop(std::move_only_function<void()> drained) {
  auto& shared = *state_->shared;
  if (shared.stopping.exchange(true)) return;
  shared.drained = std::move(drained);
  for (const auto& each : state_->lanes) {
    boost::asio::post(each->loop(), [each] { each->stop(); });
  }
}

const smtp_counters& smtp_server::counters() const { return state_->shared->counters; }

std::size_t smtp_server::bytes_in_flight() const { return state_->shared->budget.used(); }

}  // namespace carnet
