#include "producers/peer/peer_loop.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <exception>

namespace carnet::peers {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;
using outbound::steady_time;

constexpr asio::use_awaitable_t<executor> awaiting;
const auto checked = asio::as_tuple(awaiting);
constexpr std::chrono::milliseconds tick_length{20};
constexpr std::chrono::milliseconds connect_max{2000};
constexpr std::chrono::seconds piece_max{30};  // between two pieces of a long answer
constexpr std::uint32_t header_bytes_max = 64 * 1024;
constexpr std::size_t whole_bytes_max = 256 * 1024;  // a longer answer is handed on in pieces
constexpr int interim_answers_max = 4;

void rethrow(const std::exception_ptr& thrown) {
  if (thrown) std::rethrow_exception(thrown);
}

std::string request_text(const peer_request& request) {
  return fmt::format("{} {} HTTP/1.1\r\n{}Content-Length: {}\r\n\r\n{}", request.method,
                     request.target, request.header_lines, request.body.size(), request.body);
}

// RFC 9110, section 7.6.1: fields of the connection, not of the message. The length is written
// anew.
bool is_of_connection(http::field name) {
  switch (name) {
    case http::field::connection:
    case http::field::keep_alive:
    case http::field::proxy_connection:
    case http::field::te:
    case http::field::trailer:
    case http::field::transfer_encoding:
    case http::field::upgrade:
      return true;
    default:
      return false;
  }
}

std::string text_of(boost::beast::string_view text) { return {text.data(), text.size()}; }

void take_head(const answer_parser& parser, peer_answer& into) {
  const auto& head = parser.get();
  into.status = head.result_int();
  into.reason = text_of(head.reason());
  for (const auto& field : head) {
    if (is_of_connection(field.name())) continue;
    into.fields.emplace_back(text_of(field.name_string()), text_of(field.value()));
  }
}

}  // namespace

struct peer_loop::job {
  peer_request request;
  peer_taker done;
  std::string text;
  std::string origin;
  peer_answer answer;
  steady_time deadline{};
  steady_time step_deadline = steady_time::max();
  std::unique_ptr<outbound::connection> held;
  std::shared_ptr<answer_rest> rest;  // once the answer has been handed on
  coarse_timer* gate = nullptr;       // what a lookup, or room, is waited for with
  bool overdue = false;
  bool unwanted = false;
  bool sent = false;  // every byte of the request
  bool keep = false;
  job_list::iterator place;

  void end_badly() {
    using enum exchange_end;
    answer.end = !sent ? not_sent : overdue ? timed_out : broken_off;
  }

  void close() {
    error_code ignored;
    if (held) held->socket.close(ignored);
    if (gate != nullptr) gate->cancel();
  }

  void look_at(steady_time now) {
    const bool too_late = now >= std::min(deadline, step_deadline);
    overdue = overdue || now >= deadline;
    if (!rest && !unwanted && request.still_wanted) unwanted = !request.still_wanted();
    if (too_late || unwanted) close();
  }
};

peer_loop::peer_loop(peer_service& shared) : shared_(shared) {
  tick();
  thread_ = std::thread([this] { io_.run(); });
}

peer_loop::~peer_loop() { end(); }

void peer_loop::end() {
  if (!thread_.joinable()) return;
  io_.stop();
  thread_.join();
  for (const auto& one : active_) {
    if (one->rest) one->rest->finish(answer_rest::state::broken);
  }
}

void peer_loop::send(peer_request&& request, peer_taker&& done) {
  auto wanted = std::make_shared<job>();
  wanted->origin = request.to.origin();
  wanted->text = request_text(request);
  wanted->request = std::move(request);
  wanted->request.body = {};
  wanted->deadline = wanted->request.deadline;
  wanted->done = std::move(done);
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = incoming_.empty();
    incoming_.push_back(std::move(wanted));
  }
  if (first) asio::post(io_, [this] { drain(); });
}

void peer_loop::after(std::chrono::milliseconds pause, std::function<void()> run) {
  asio::post(io_, [this, pause, run = std::move(run)]() mutable {
    auto timer = std::make_shared<coarse_timer>(io_);
    timer->expires_after(pause);
    timer->async_wait([timer, run = std::move(run)](error_code cancelled) {
      if (!cancelled) run();
    });
  });
}

void peer_loop::drain() {
  std::vector<std::shared_ptr<job>> fresh;
  {
    const std::lock_guard lock(mutex_);
    fresh.swap(incoming_);
  }
  for (auto& one : fresh) {
    one->place = active_.insert(active_.end(), one);
    asio::co_spawn(io_, deliver(*this, std::move(one)), rethrow);
  }
}

// Closing a socket ends whatever waits on it.
void peer_loop::tick() {
  timer_.expires_after(tick_length);
  timer_.async_wait([this](error_code cancelled) {
    if (cancelled) return;
    const auto now = std::chrono::steady_clock::now();
    for (const auto& one : active_) one->look_at(now);
    pool_.close_idle(now);
    tick();
  });
}

// A kept connection whose other side has hung up, or said something unasked, is of no use.
std::unique_ptr<outbound::connection> peer_loop::take_alive(const std::string& origin) {
  while (auto kept = pool_.take(origin)) {
    char byte = 0;
    const auto got =
        ::recv(kept->socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT | MSG_NOSIGNAL);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return kept;
  }
  return nullptr;
}

task<void> peer_loop::deliver(peer_loop& self, std::shared_ptr<job> wanted) {
  wanted->held = self.take_alive(wanted->origin);
  bool opened = wanted->held != nullptr;
  if (!opened) opened = co_await open(self, wanted);
  if (!opened) {
    wanted->end_badly();
  } else if (wanted->held->tls) {
    co_await converse(self, wanted, *wanted->held->tls);
  } else {
    co_await converse(self, wanted, wanted->held->socket);
  }
  const auto now = std::chrono::steady_clock::now();
  if (wanted->keep) self.pool_.keep(wanted->origin, std::move(wanted->held), now);
  self.active_.erase(wanted->place);
  if (!wanted->rest) wanted->done(std::move(wanted->answer));
}

template <class Stream>
task<void> peer_loop::converse(peer_loop& self, std::shared_ptr<job> wanted, Stream& stream) {
  outbound::connection& over = *wanted->held;
  auto [unwritten, count] = co_await asio::async_write(stream, asio::buffer(wanted->text), checked);
  wanted->text = {};
  wanted->end_badly();
  if (unwritten) co_return;
  wanted->sent = true;
  for (int interim = 0; interim <= interim_answers_max; ++interim) {
    answer_parser parser;
    parser.header_limit(header_bytes_max);
    parser.body_limit(boost::none);
    if (wanted->request.method == "HEAD") parser.skip(true);
    auto [error, size] = co_await http::async_read_header(stream, over.read_ahead, parser, checked);
    wanted->end_badly();
    if (error) co_return;
    if (parser.get().result_int() < 200) continue;
    take_head(parser, wanted->answer);
    const bool whole = co_await read_body(self, wanted, stream, parser);
    wanted->end_badly();
    if (whole) wanted->answer.end = exchange_end::answered;
    if (wanted->rest) {
      using enum answer_rest::state;
      wanted->rest->finish(whole ? ended : broken);
    }
    over.used = true;
    wanted->keep = whole && parser.keep_alive() && over.read_ahead.size() == 0;
    co_return;
  }
}

// Whether all of it was read. From whole_bytes_max on the answer is handed on with what has come,
// and the rest follows as fast as it is taken.
template <class Stream>
task<bool> peer_loop::read_body(peer_loop& self, std::shared_ptr<job> wanted, Stream& stream,
                                answer_parser& parser) {
  std::vector<char> chunk(16 * 1024);
  auto& body = parser.get().body();
  while (!parser.is_done()) {
    body.data = chunk.data();
    body.size = chunk.size();
    auto [error, size] =
        co_await http::async_read(stream, wanted->held->read_ahead, parser, checked);
    if (error && error != http::error::need_buffer) co_return false;
    const std::string_view part(chunk.data(), chunk.size() - body.size);
    if (!wanted->rest) {
      wanted->answer.body.append(part);
      if (wanted->answer.body.size() < whole_bytes_max || parser.is_done()) continue;
      wanted->rest = wanted->answer.rest = std::make_shared<answer_rest>();
      wanted->answer.end = exchange_end::answered;
      wanted->done(std::move(wanted->answer));
    } else {
      if (!wanted->rest->push(part)) co_return false;
      const bool goes_on = co_await wait_for_room(self, wanted);
      if (!goes_on) co_return false;
    }
    wanted->deadline = std::chrono::steady_clock::now() + piece_max;
  }
  co_return true;
}

// However long the reader takes: its own side bounds that, and abandons.
task<bool> peer_loop::wait_for_room(peer_loop& self, std::shared_ptr<job> wanted) {
  if (!wanted->rest->is_full()) co_return true;
  auto gate = std::make_shared<coarse_timer>(self.io_);
  gate->expires_at(steady_time::max());
  wanted->deadline = steady_time::max();
  answer_rest::tell room = [&io = self.io_, gate] { asio::post(io, [gate] { gate->cancel(); }); };
  wanted->rest->on_room(std::move(room));
  while (wanted->rest->is_full()) {
    co_await gate->async_wait(checked);
  }
  wanted->rest->on_room({});
  co_return true;
}

task<bool> peer_loop::open(peer_loop& self, std::shared_ptr<job> wanted) {
  const auto found = co_await resolve(self, wanted);
  for (const auto& address : found) {
    if (wanted->overdue || wanted->unwanted) break;
    wanted->step_deadline = std::chrono::steady_clock::now() + connect_max;
    wanted->held = std::make_unique<outbound::connection>(self.io_);
    const asio::ip::tcp::endpoint to(address, wanted->request.to.port);
    auto [error] = co_await wanted->held->socket.async_connect(to, checked);
    bool usable = !error;
    if (usable && wanted->request.to.tls) usable = co_await shake_hands(self, wanted);
    wanted->step_deadline = steady_time::max();
    if (!usable) continue;
    error_code ignored;
    wanted->held->socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    co_return true;
  }
  co_return false;
}

task<bool> peer_loop::shake_hands(peer_loop& self, std::shared_ptr<job> wanted) {
  outbound::connection& over = *wanted->held;
  const std::string& name = wanted->request.to.address;
  over.tls.emplace(over.socket, *self.shared_.trusted->current());
  error_code bad;
  over.tls->set_verify_callback(asio::ssl::host_name_verification(name), bad);
  if (bad) co_return false;
  // An address is no server name (RFC 6066 section 3).
  asio::ip::make_address(name, bad);
  const bool named = static_cast<bool>(bad);
  if (named && SSL_set_tlsext_host_name(over.tls->native_handle(), name.c_str()) != 1)
    co_return false;
  auto [error] = co_await over.tls->async_handshake(asio::ssl::stream_base::client, checked);
  co_return !error;
}

task<outbound::addresses> peer_loop::resolve(peer_loop& self, std::shared_ptr<job> wanted) {
  struct waiting {
    explicit waiting(asio::io_context& io) : gate(io) {}
    coarse_timer gate;
    outbound::addresses found;
    bool known = false;
  };
  error_code no_address;
  const auto literal = asio::ip::make_address(wanted->request.to.address, no_address);
  if (!no_address) {
    outbound::addresses one(1, literal);
    co_return one;
  }
  auto state = std::make_shared<waiting>(self.io_);
  state->gate.expires_at(wanted->deadline);
  outbound::name_resolver::taker take = [&io = self.io_, state](outbound::addresses found) {
    asio::post(io, [state, found = std::move(found)]() mutable {
      state->found = std::move(found);
      state->known = true;
      state->gate.cancel();
    });
  };
  self.shared_.names.resolve(wanted->request.to.address, std::move(take));
  wanted->gate = &state->gate;
  while (!state->known && !wanted->overdue && !wanted->unwanted) {
    auto [ended] = co_await state->gate.async_wait(checked);
    if (!ended) wanted->overdue = true;
  }
  wanted->gate = nullptr;
  co_return std::move(state->found);
}

}  // namespace carnet::peers
