// Accepting, the tick and the end. The only timer of a loop fires once a second; it never touches a
// session that is doing something, only those that wait.
#include "producers/smtp/smtp_lane.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

#include "producers/smtp/smtp_connection.hpp"
#include "producers/smtp/smtp_reply.hpp"

namespace carnet::smtp {

namespace {

constexpr asio::use_awaitable_t<executor> awaiting;
const auto checked = asio::as_tuple(awaiting);
constexpr std::chrono::seconds tick_length{1};
constexpr std::chrono::milliseconds accept_pause{100};  // when the process is out of descriptors

using reuse_port = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

// A coroutine of this folder reports failure by its effects; what it throws is out of memory or a
// bug.
void rethrow(const std::exception_ptr& thrown) {
  if (thrown) std::rethrow_exception(thrown);
}

// IPv6 hosts own a /64 network, which counts as one peer.
std::string peer_key(const asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return asio::ip::make_address_v6(bytes).to_string();
}

// A dual-stack listener shows IPv4 clients as mapped addresses.
asio::ip::address unmapped(const asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

}  // namespace

lane::lane(asio::io_context& loop, std::shared_ptr<smtp::service> shared)
    : loop_(loop), shared_(std::move(shared)), acceptor_(loop), timer_(loop) {}

boost::system::error_code lane::listen(asio::ip::tcp::endpoint& where) {
  boost::system::error_code error;
  acceptor_.open(where.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.set_option(reuse_port(true), error);
  if (!error) acceptor_.bind(where, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) where = acceptor_.local_endpoint(error);
  return error;
}

void lane::run() {
  asio::co_spawn(loop_, accept(shared_from_this()), rethrow);
  asio::co_spawn(loop_, tick(shared_from_this()), rethrow);
}

task<void> lane::accept(std::shared_ptr<lane> self) {
  asio::steady_timer pause(self->loop_);
  while (self->acceptor_.is_open()) {
    auto [error, socket] = co_await self->acceptor_.async_accept(checked);
    if (error == asio::error::operation_aborted) co_return;
    if (error) {
      pause.expires_after(accept_pause);
      co_await pause.async_wait(checked);
      continue;
    }
    self->open(std::move(socket));
  }
}

void lane::open(tcp_socket socket) {
  boost::system::error_code error;
  const auto address = unmapped(socket.remote_endpoint(error).address());
  if (error) return;
  socket.non_blocking(true, error);
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  smtp_counters::add(shared_->counters.connections);
  auto entry = stopped_ ? nullptr : shared_->peers.enter(peer_key(address));
  if (entry == nullptr) {
    smtp_counters::add(shared_->counters.connections_refused);
    const auto line = smtp_reply::too_many_connections;
    socket.write_some(asio::buffer(line.data(), line.size()), error);
    return;
  }
  smtp_counters::add(shared_->counters.connections_open);
  auto opened = std::make_shared<connection>(std::move(socket), shared_from_this(),
                                             address.to_string(), std::move(entry));
  asio::co_spawn(loop_, connection::serve(std::move(opened)), rethrow);
}

task<void> lane::tick(std::shared_ptr<lane> self) {
  while (!self->stopped_ || !self->connections_.empty()) {
    self->timer_.expires_after(tick_length);
    co_await self->timer_.async_wait(checked);
    self->now_ = std::chrono::steady_clock::now();
    self->check_deadlines();
  }
}

// Works on a copy: a session that is cancelled may end, and leave the list, before the call
// returns.
void lane::check_deadlines() {
  std::vector<std::shared_ptr<connection>> open;
  open.reserve(connections_.size());
  for (auto* each : connections_) open.push_back(each->shared_from_this());
  const bool overdue = stopped_ && now_ >= stop_by_;
  for (const auto& each : open) {
    if (overdue) {
      each->abort();
    } else {
      each->check_deadlines();
    }
  }
}

void lane::add(connection& opened) {
  opened.lane_place = connections_.size();
  connections_.push_back(&opened);
}

void lane::remove(connection& closed) {
  connections_.back()->lane_place = closed.lane_place;
  connections_[closed.lane_place] = connections_.back();
  connections_.pop_back();
  finish_if_empty();
}

void lane::stop() {
  if (stopped_) return;
  stopped_ = true;
  now_ = std::chrono::steady_clock::now();
  stop_by_ = now_ + shared_->config.drain_max;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  std::vector<std::shared_ptr<connection>> open;
  for (auto* each : connections_) open.push_back(each->shared_from_this());
  for (const auto& each : open) each->request_stop();
  finish_if_empty();
}

void lane::finish_if_empty() {
  if (!stopped_ || !connections_.empty() || finished_) return;
  finished_ = true;
  timer_.cancel();
  if (shared_->lanes_running.fetch_sub(1) == 1 && shared_->drained) shared_->drained();
}

void lane::forget() {
  for (auto* each : std::vector<connection*>(connections_)) each->forget_waiter();
}

}  // namespace carnet::smtp
