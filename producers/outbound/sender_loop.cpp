#include "producers/outbound/sender_loop.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>

#include "producers/outbound/address_rules.hpp"
#include "producers/outbound/answer_reader.hpp"

namespace carnet::outbound {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr asio::use_awaitable_t<executor> awaiting;
const auto checked = asio::as_tuple(awaiting);
constexpr std::chrono::milliseconds tick_length{50};
constexpr std::uint32_t header_bytes_max = 16 * 1024;
constexpr std::uint64_t answer_bytes_max = 64 * 1024;
constexpr int interim_answers_max = 4;
constexpr std::chrono::milliseconds connect_min{2000};

void rethrow(const std::exception_ptr& thrown) {
  if (thrown) std::rethrow_exception(thrown);
}

bool may_connect(const asio::ip::address& address, bool allow_private) {
  return address.is_v4() ? may_reach(address.to_v4().to_bytes(), allow_private)
                         : may_reach(address.to_v6().to_bytes(), allow_private);
}

std::string request_text(const outbound_request& request) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: Carnet-Webhooks\r\nAccept: */*\r\n"
      "Content-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{}",
      request.target.path, request.target.host_header(), request.body.size(), request.header_lines,
      request.body);
}

std::int64_t unix_now_s() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// The parser did not understand what came; otherwise nothing or not enough came.
bool is_no_http(const error_code& error) {
  return error.category() == http::make_error_code(http::error::bad_version).category() &&
         error != http::error::end_of_stream && error != http::error::partial_message;
}

}  // namespace

struct sender_loop::job {
  outbound_request request;
  answer_taker done;
  std::string text;
  std::string origin;
  outbound_answer answer;
  steady_time started{};
  steady_time deadline{};
  steady_time step_deadline = steady_time::max();  // of one address among several
  std::unique_ptr<connection> held;
  coarse_timer* gate = nullptr;  // what a lookup is waited for with
  bool overdue = false;
  bool stale = false;  // a kept connection had been closed by the other side
  bool keep = false;
  job_list::iterator place;

  void fail_with(delivery_error why) { answer.error = overdue ? delivery_error::timed_out : why; }
};

sender_loop::sender_loop(sender_service& shared) : shared_(shared) {
  tick();
  thread_ = std::thread([this] { io_.run(); });
}

sender_loop::~sender_loop() { end(); }

void sender_loop::end() {
  if (!thread_.joinable()) return;
  io_.stop();
  thread_.join();
}

void sender_loop::send(outbound_request&& request, answer_taker&& done) {
  auto wanted = std::make_shared<job>();
  wanted->origin = request.target.origin();
  wanted->text = request_text(request);
  wanted->request = std::move(request);
  wanted->request.body.clear();
  wanted->done = std::move(done);
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = incoming_.empty();
    incoming_.push_back(std::move(wanted));
  }
  if (first) asio::post(io_, [this] { drain(); });
}

void sender_loop::drain() {
  std::vector<std::shared_ptr<job>> fresh;
  {
    const std::lock_guard lock(mutex_);
    fresh.swap(incoming_);
  }
  const auto now = std::chrono::steady_clock::now();
  for (auto& one : fresh) {
    one->started = now;
    one->deadline = now + one->request.limit;
    shared_.counters.requests.fetch_add(1, std::memory_order_relaxed);
    shared_.counters.in_flight.fetch_add(1, std::memory_order_relaxed);
    one->place = active_.insert(active_.end(), one);
    asio::co_spawn(io_, deliver(*this, std::move(one)), rethrow);
  }
}

// Closing a socket ends whatever waits on it.
void sender_loop::tick() {
  timer_.expires_after(tick_length);
  timer_.async_wait([this](error_code cancelled) {
    if (cancelled) return;
    const auto now = std::chrono::steady_clock::now();
    for (const auto& one : active_) {
      if (now < std::min(one->deadline, one->step_deadline)) continue;
      one->overdue = one->overdue || now >= one->deadline;
      error_code ignored;
      if (one->held) one->held->socket.close(ignored);
      if (one->gate != nullptr) one->gate->cancel();
    }
    pool_.close_idle(now);
    tick();
  });
}

task<void> sender_loop::deliver(sender_loop& self, std::shared_ptr<job> wanted) {
  wanted->held = self.pool_.take(wanted->origin);
  if (wanted->held) {
    co_await exchange(self, wanted);
    if (wanted->stale && !wanted->overdue) wanted->held.reset();
  }
  if (!wanted->held) {
    wanted->answer = {};
    wanted->stale = false;
    const auto opened = co_await open(self, wanted);
    if (opened == delivery_error::none) {
      co_await exchange(self, wanted);
      if (wanted->stale) wanted->fail_with(delivery_error::broken_off);
    } else {
      wanted->fail_with(opened);
    }
  }
  const auto now = std::chrono::steady_clock::now();
  wanted->answer.latency_us = static_cast<std::uint32_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(now - wanted->started).count());
  if (wanted->keep) self.pool_.keep(wanted->origin, std::move(wanted->held), now);
  self.active_.erase(wanted->place);
  self.shared_.counters.in_flight.fetch_sub(1, std::memory_order_relaxed);
  wanted->done(std::move(wanted->answer));
}

task<void> sender_loop::exchange(sender_loop&, std::shared_ptr<job> wanted) {
  connection& over = *wanted->held;
  if (over.tls) {
    co_await converse(wanted, *over.tls);
  } else {
    co_await converse(wanted, over.socket);
  }
}

template <class Stream>
task<void> sender_loop::converse(std::shared_ptr<job> wanted, Stream& stream) {
  connection& over = *wanted->held;
  auto [written, sent] = co_await asio::async_write(stream, asio::buffer(wanted->text), checked);
  if (written) {
    wanted->stale = over.used;
    wanted->fail_with(delivery_error::broken_off);
    co_return;
  }
  for (int interim = 0; interim <= interim_answers_max; ++interim) {
    answer_parser parser;
    parser.header_limit(header_bytes_max);
    parser.body_limit(boost::none);  // read_body() stops by itself
    auto [error, size] = co_await http::async_read_header(stream, over.read_ahead, parser, checked);
    if (error) {
      wanted->stale = over.used && !parser.got_some();
      wanted->fail_with(is_no_http(error) ? delivery_error::bad_answer
                                          : delivery_error::broken_off);
      co_return;
    }
    const auto& head = parser.get();
    if (head.result_int() < 200) continue;
    wanted->answer.status = static_cast<std::uint16_t>(head.result_int());
    const auto asked = head[http::field::retry_after];
    if (!asked.empty())
      wanted->answer.retry_after_s = read_retry_after({asked.data(), asked.size()}, unix_now_s());
    over.used = true;
    const bool whole = co_await read_body(wanted, stream, parser);
    wanted->keep = whole && parser.keep_alive() && over.read_ahead.size() == 0;
    // An answer that breaks off in its body has said its status all the same; one that did not end
    // in time has not.
    if (wanted->overdue) wanted->fail_with(delivery_error::timed_out);
    co_return;
  }
  wanted->fail_with(delivery_error::bad_answer);
}

// Keeps the first bytes and reads on, so that the connection can be used again; gives up behind the
// limit. Whether all of it was read.
template <class Stream>
task<bool> sender_loop::read_body(std::shared_ptr<job> wanted, Stream& stream,
                                  answer_parser& parser) {
  std::array<char, 2048> chunk;
  auto& body = parser.get().body();
  for (std::uint64_t taken = 0; !parser.is_done() && taken < answer_bytes_max;) {
    body.data = chunk.data();
    body.size = chunk.size();
    auto [error, size] =
        co_await http::async_read(stream, wanted->held->read_ahead, parser, checked);
    const std::size_t got = chunk.size() - body.size;
    taken += got;
    std::string& excerpt = wanted->answer.excerpt;
    excerpt.append(chunk.data(), std::min(got, excerpt_bytes_max - excerpt.size()));
    if (error && error != http::error::need_buffer) co_return false;
  }
  co_return parser.is_done();
}

task<delivery_error> sender_loop::open(sender_loop& self, std::shared_ptr<job> wanted) {
  const target_url& target = wanted->request.target;
  auto found = co_await resolve(self, wanted, target.address);
  if (found.empty()) co_return delivery_error::not_resolved;
  const auto refused = std::erase_if(found, [&self](const auto& address) {
    return !may_connect(address, self.shared_.options.allow_private);
  });
  if (found.empty()) {
    self.shared_.counters.refused.fetch_add(refused, std::memory_order_relaxed);
    co_return delivery_error::address_refused;
  }
  const auto connected = co_await connect(self, wanted, std::move(found));
  if (connected != delivery_error::none || !target.tls) co_return connected;
  const bool trusted = co_await shake_hands(self, wanted);
  co_return trusted ? delivery_error::none : delivery_error::tls_failed;
}

task<addresses> sender_loop::resolve(sender_loop& self, std::shared_ptr<job> wanted,
                                     std::string name) {
  struct waiting {
    explicit waiting(asio::io_context& io) : gate(io) {}
    coarse_timer gate;
    addresses found;
    bool known = false;
  };
  auto state = std::make_shared<waiting>(self.io_);
  state->gate.expires_at(wanted->deadline);
  name_resolver::taker take = [&io = self.io_, state](addresses found) {
    asio::post(io, [state, found = std::move(found)]() mutable {
      state->found = std::move(found);
      state->known = true;
      state->gate.cancel();
    });
  };
  self.shared_.names.resolve(name, std::move(take));
  wanted->gate = &state->gate;
  while (!state->known && !wanted->overdue) {
    auto [ended] = co_await state->gate.async_wait(checked);
    if (!ended) wanted->overdue = true;
  }
  wanted->gate = nullptr;
  if (wanted->overdue) co_return addresses();
  co_return std::move(state->found);
}

// Each address in turn, so that a dead one does not use up the whole time.
task<delivery_error> sender_loop::connect(sender_loop& self, std::shared_ptr<job> wanted,
                                          addresses found) {
  const auto& proxy = self.shared_.proxy;
  addresses through;
  if (proxy) through = co_await resolve(self, wanted, proxy->address);
  for (std::size_t n = 0; n < found.size() && !wanted->overdue; ++n) {
    const auto now = std::chrono::steady_clock::now();
    const auto left = (wanted->deadline - now) / static_cast<int>(found.size() - n);
    wanted->step_deadline = now + std::max<steady_time::duration>(left, connect_min);
    wanted->held = std::make_unique<connection>(self.io_);
    if (proxy && through.empty()) break;
    const asio::ip::tcp::endpoint to(proxy ? through.front() : found[n],
                                     proxy ? proxy->port : wanted->request.target.port);
    auto [error] = co_await wanted->held->socket.async_connect(to, checked);
    if (error) continue;
    error_code ignored;
    wanted->held->socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    self.shared_.counters.connections.fetch_add(1, std::memory_order_relaxed);
    if (proxy) {
      const asio::ip::tcp::endpoint beyond(found[n], wanted->request.target.port);
      const std::string place = fmt::format("{}{}{}:{}", beyond.address().is_v6() ? "[" : "",
                                            beyond.address().to_string(),
                                            beyond.address().is_v6() ? "]" : "", beyond.port());
      std::string line = fmt::format("CONNECT {} HTTP/1.1\r\nHost: {}\r\n{}\r\n", place, place,
                                     self.shared_.proxy_authorization);
      if (!co_await tunnel(wanted, std::move(line))) continue;
    }
    wanted->step_deadline = steady_time::max();
    co_return delivery_error::none;
  }
  wanted->held.reset();
  wanted->step_deadline = steady_time::max();
  co_return delivery_error::not_connected;
}

// The address has been judged here; the proxy is told the address and not the name.
task<bool> sender_loop::tunnel(std::shared_ptr<job> wanted, std::string line) {
  connection& over = *wanted->held;
  auto [written, sent] = co_await asio::async_write(over.socket, asio::buffer(line), checked);
  if (written) co_return false;
  http::response_parser<http::empty_body> parser;
  parser.header_limit(header_bytes_max);
  parser.skip(true);
  auto [error, size] = co_await http::async_read(over.socket, over.read_ahead, parser, checked);
  co_return !error && parser.get().result_int() / 100 == 2;
}

task<bool> sender_loop::shake_hands(sender_loop& self, std::shared_ptr<job> wanted) {
  connection& over = *wanted->held;
  const std::string& name = wanted->request.target.address;
  over.tls.emplace(over.socket, self.shared_.tls);
  error_code bad;
  over.tls->set_verify_callback(asio::ssl::host_name_verification(name), bad);
  if (bad) co_return false;
  // An address is no server name (RFC 6066 section 3).
  const bool named = !wanted->request.target.host.starts_with('[') &&
                     asio::ip::make_address(name, bad) == asio::ip::address() && bad;
  if (named && SSL_set_tlsext_host_name(over.tls->native_handle(), name.c_str()) != 1)
    co_return false;
  auto [error] = co_await over.tls->async_handshake(asio::ssl::stream_base::client, checked);
  co_return !error;
}

}  // namespace carnet::outbound
