// The shell around smtp_session. Replies of a pipelined batch leave in one write, tried at once
// without the event loop; a session that waits for the sink holds no thread.
#include "producers/smtp/smtp_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <utility>

#include "producers/smtp/smtp_answer.hpp"
#include "producers/smtp/trace_header.hpp"
#include "producers/tls/tls_context.hpp"

namespace carnet::smtp {

namespace {

constexpr asio::use_awaitable_t<executor> awaiting;
const auto checked = asio::as_tuple(awaiting);

smtp_peer session_peer(const smtp_config& config, std::string_view address) {
  smtp_peer peer;
  peer.hostname = config.hostname;
  peer.address = address;
  peer.tls_offered = config.tls != nullptr;
  return peer;
}

}  // namespace

connection::connection(tcp_socket socket, std::shared_ptr<lane> home, std::string peer,
                       peer_table::entry entry)
    : home_(std::move(home)),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      entry_(std::move(entry)),
      session_(home_->service().config.limits, session_peer(home_->service().config, peer_),
               entry_->budget, home_->service().counters),
      opened_(home_->now()),
      waiting_since_(opened_) {
  home_->add(*this);
}

connection::~connection() {
  home_->service().counters.connections_open.fetch_sub(1, std::memory_order_relaxed);
}

task<void> connection::serve(std::shared_ptr<connection> self) {
  co_await self->converse();
  boost::system::error_code ignored;
  self->socket_.close(ignored);
  self->home_->remove(*self);
}

task<void> connection::converse() {
  if (!flush_now() && !co_await flush_rest()) co_return;
  while (true) {
    if (home_->service().stopping) request_stop();
    const auto size = ending_ ? 0 : co_await receive();
    if (size == 0) {
      if (ending_) co_await say_ending();
      co_return;
    }
    std::string_view input(buffer_.data(), size);
    while (true) {
      const auto step = session_.advance(input);
      input.remove_prefix(step.consumed);
      if (step.action == smtp_action::read) break;
      if (step.action == smtp_action::start_tls) {
        if (!co_await begin_tls()) co_return;
        break;
      }
      if (step.action == smtp_action::close) {
        co_await say_ending();
        co_return;
      }
      co_await act(step.action);
    }
    if (!flush_now() && !co_await flush_rest()) co_return;
  }
}

task<void> connection::act(smtp_action action) {
  if (action == smtp_action::check_recipient) {
    ask_recipient();
    if (!answer_) co_await answer();
    asking_ = false;
    session_.recipient_checked(static_cast<recipient_verdict>(*answer_));
  } else {
    hand_over();
    if (!answer_) co_await answer();
    asking_ = false;
    session_.delivered(static_cast<delivery_outcome>(*answer_));
  }
}

task<std::size_t> connection::receive() {
  waiting_since_ = home_->now();
  if (session_.in_message()) {
    if (message_since_ == clock::time_point()) message_since_ = waiting_since_;
  } else {
    message_since_ = {};
  }
  auto room = asio::buffer(buffer_);
  if (tls_) {
    auto [error, size] = co_await tls_->async_read_some(room, checked);
    co_return error ? 0 : size;
  }
  auto [error, size] = co_await socket_.async_read_some(room, checked);
  co_return error ? 0 : size;
}

// True when all of the output has left.
bool connection::flush_now() {
  auto& output = session_.output();
  if (output.empty()) return true;
  if (tls_) return false;
  boost::system::error_code error;
  sent_ += socket_.write_some(asio::buffer(output.data() + sent_, output.size() - sent_), error);
  if (sent_ < output.size()) return false;
  output.clear();
  sent_ = 0;
  return true;
}

task<bool> connection::flush_rest() {
  waiting_since_ = home_->now();
  auto& output = session_.output();
  auto rest = asio::buffer(output.data() + sent_, output.size() - sent_);
  boost::system::error_code failed;
  if (tls_) {
    auto [error, size] = co_await asio::async_write(*tls_, rest, checked);
    failed = error;
  } else {
    auto [error, size] = co_await asio::async_write(socket_, rest, checked);
    failed = error;
  }
  output.clear();
  sent_ = 0;
  co_return !failed;
}

// The last words. What the client had sent meanwhile is read away, or the close would reset the
// connection and take the reply with it.
task<bool> connection::say_ending() {
  if (ending_) session_.end(*ending_);
  const bool sent = flush_now() || co_await flush_rest();
  boost::system::error_code error;
  socket_.shutdown(tcp_socket::shutdown_send, error);
  for (int reads = 0; reads < 64 && !error; ++reads) {
    socket_.read_some(asio::buffer(buffer_), error);
  }
  co_return sent;
}

task<bool> connection::begin_tls() {
  if (!flush_now() && !co_await flush_rest()) co_return false;
  tls_keepalive_ = home_->service().config.tls->current();
  tls_ = std::make_unique<asio::ssl::stream<tcp_socket&>>(socket_, *tls_keepalive_);
  waiting_since_ = home_->now();
  auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, checked);
  auto& counters = home_->service().counters;
  smtp_counters::add(error ? counters.tls_failures : counters.tls_handshakes);
  if (error) co_return false;
  session_.tls_started();
  co_return true;
}

answer_ticket connection::ask(int unavailable) {
  asking_ = true;
  answer_.reset();
  unavailable_ = unavailable;
  waiting_since_ = home_->now();
  return {shared_from_this(), ++question_, unavailable};
}

void connection::ask_recipient() {
  auto ticket = ask(static_cast<int>(recipient_verdict::unavailable));
  home_->service().sink.check_recipient(session_.recipient(), std::move(ticket));
}

void connection::hand_over() {
  trace_protocol protocol;
  protocol.esmtp = session_.is_esmtp();
  protocol.utf8 = session_.is_utf8_mail();
  auto mail = session_.take_mail();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  mail.trace_header = trace_header(mail, home_->service().config.hostname, protocol, now);
  auto ticket = ask(static_cast<int>(delivery_outcome::unavailable));
  home_->service().sink.deliver(std::move(mail), std::move(ticket));
}

task<void> connection::answer() {
  auto keep = [this](auto handler) {
    waiter_ = [kept = std::move(handler)]() mutable { std::move(kept)(); };
  };
  return asio::async_initiate<const asio::use_awaitable_t<executor>&, void()>(std::move(keep),
                                                                              awaiting);
}

// Called on any thread.
void connection::settle(std::uint64_t question, int value) {
  auto on_loop = home_->loop().get_executor();
  if (on_loop.running_in_this_thread() && !waiter_) return arrive(question, value);
  asio::post(on_loop,
             [self = shared_from_this(), question, value] { self->arrive(question, value); });
}

void connection::arrive(std::uint64_t question, int value) {
  if (!asking_ || question != question_ || answer_) return;
  answer_ = value;
  if (auto waiter = std::exchange(waiter_, nullptr)) waiter();
}

void connection::check_deadlines() {
  const auto& limits = home_->service().config.limits;
  const auto now = home_->now();
  if (asking_) {
    if (now - waiting_since_ <= limits.answer_max || answer_) return;
    smtp_counters::add(home_->service().counters.answers_late);
    return arrive(question_, unavailable_);
  }
  if (now - waiting_since_ > limits.idle_max) {
    interrupt(smtp_ending::idle);
  } else if (message_since_ != clock::time_point() && now - message_since_ > limits.message_max) {
    interrupt(smtp_ending::message_too_long);
  } else if (!session_.in_message() && now - opened_ > limits.session_max) {
    interrupt(smtp_ending::session_too_long);
  }
}

// The first interruption lets the coroutine say why; one more, and the client does not even read.
void connection::interrupt(smtp_ending why) {
  if (ending_) return abort();
  if (why != smtp_ending::shutting_down) smtp_counters::add(home_->service().counters.timeouts);
  ending_ = why;
  waiting_since_ = home_->now();
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void connection::request_stop() {
  if (!asking_ && !ending_ && !session_.in_message()) interrupt(smtp_ending::shutting_down);
}

void connection::abort() {
  boost::system::error_code ignored;
  socket_.close(ignored);
  if (asking_) arrive(question_, unavailable_);
}

}  // namespace carnet::smtp
