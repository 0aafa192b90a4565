// Start, drain, stop. The loops are shared with whoever still holds an exchange, so a late answer
// after stop() meets a loop that has ended, not freed memory.
#include "api/http/server.hpp"

#include "api/http/event_loop.hpp"

namespace carnet::http {
namespace {

constexpr std::chrono::milliseconds drain_poll{10};

}  // namespace

struct server::state {
  std::shared_ptr<server_context> context;
  std::vector<std::shared_ptr<event_loop>> loops;
  std::uint16_t port = 0;
  bool stopped = false;
};

server::server(std::unique_ptr<state> inner) : state_(std::move(inner)) {}

server::~server() { stop(std::chrono::milliseconds(0)); }

result<std::unique_ptr<server>> server::start(server_options options, std::vector<route> table) {
  auto inner = std::make_unique<state>();
  inner->context = std::make_shared<server_context>(std::move(options), std::move(table));
  server_context& context = *inner->context;
  context.metrics =
      context.options.metrics ? context.options.metrics : std::make_shared<request_metrics>();
  std::vector<std::pair<std::string, std::string>> names;
  for (const route& row : context.routes.table()) {
    names.emplace_back(to_name(row.verb), row.pattern);
  }
  names.emplace_back("", "unmatched");
  context.metrics->name_rows(std::move(names));
  inner->port = context.options.port;
  for (unsigned i = 0; i < std::max(1U, context.options.threads); ++i) {
    auto loop = std::make_shared<event_loop>(inner->context);
    const auto port = loop->listen(context.options.address, inner->port, inner->loops.empty());
    if (!port) return std::unexpected(port.error());
    inner->port = *port;
    inner->loops.push_back(std::move(loop));
  }
  for (const auto& loop : inner->loops) loop->start();
  return std::unique_ptr<server>(new server(std::move(inner)));
}

std::uint16_t server::port() const { return state_->port; }

const std::vector<route>& server::table() const { return state_->context->routes.table(); }

std::size_t server::connections() const { return state_->context->connections; }

void server::stop(std::chrono::milliseconds drain) {
  if (std::exchange(state_->stopped, true)) return;
  state_->context->draining = true;
  for (const auto& loop : state_->loops) loop->begin_drain();
  const auto end = std::chrono::steady_clock::now() + drain;
  while (state_->context->connections != 0 && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(drain_poll);
  }
  for (const auto& loop : state_->loops) loop->end();
}

}  // namespace carnet::http
