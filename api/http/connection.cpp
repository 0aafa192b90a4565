// The order of a request's life: parse, check, hand to the handler, render, write, next. Every
// path out of answering goes through write_answer, so that counting, leases and keep-alive are
// settled in one place.
#include "api/http/connection.hpp"

#include "api/http/answer_text.hpp"
#include "api/http/request_checks.hpp"

namespace carnet::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kept_buffer_bytes_max = 16 * 1024;
constexpr std::size_t unbudgeted_body_bytes_max = 64 * 1024;
constexpr std::size_t slowest_reader_bytes_per_ms = 64;
constexpr milliseconds hang_up_check{1000};
constexpr milliseconds draining_linger{250};  // a stop does not wait for polite peers
constexpr milliseconds draining_idle{500};    // for what was sent before the peer could know

}  // namespace

connection::connection(std::shared_ptr<loop_core> loop) : loop_(std::move(loop)) {}

connection::~connection() = default;

void connection::open() {
  open_self_ = shared_from_this();
  loop_->add(*this);
  loop_->shared->connections.fetch_add(1);
  loop_->shared->metrics->connections.fetch_add(1);
  set_deadline(limits().handshake);
}

void connection::begin(std::string peer, bool secure) {
  request_.peer = std::move(peer);
  request_.secure = secure;
  phase_ = phase::idle;
  set_deadline(loop_->shared->draining ? draining_idle : limits().header);
  continue_reading();
}

void connection::close() {
  if (phase_ == phase::closed) return;
  const auto self = std::move(open_self_);
  phase_ = phase::closed;
  turn_.fetch_or(1);
  loop_->wheel.cancel(*this);
  loop_->remove(*this);
  loop_->shared->body_budget.give_back(std::exchange(body_budget_taken_, 0));
  request_.settle();
  parking_.release();
  at_limit_.reset();
  end_stream_source();
  loop_->shared->connections.fetch_sub(1);
  loop_->shared->metrics->connections.fetch_sub(1);
  close_stream();
}

// A request that is on its way to an idle connection is still answered, as its last.
void connection::drain() {
  if (phase_ == phase::starting || (phase_ == phase::idle && writing_.empty())) {
    return set_deadline(draining_idle);
  }
  keep_alive_ = false;
  if (stream_) {
    stream_->from->stop();
    return stream_->wake->wake();
  }
  if (phase_ != phase::answering || !at_limit_ || !ends_at_drain_) return;
  limit_at_ = steady_clock::now();
  on_answer_deadline();
}

void connection::on_bytes(std::string_view bytes) {
  reading_now_ = false;
  if (phase_ == phase::closed) return;
  if (phase_ == phase::lingering) return continue_reading();
  if (in_.empty()) {
    in_.assign(bytes.substr(consume(bytes)));
    flush();
  } else {
    in_.append(bytes);
  }
  resume();
}

void connection::on_written() {
  if (phase_ == phase::closed) return;
  writing_.clear();
  if (phase_ == phase::idle) set_deadline(limits().idle);
  resume();
  pump();
}

// Parses and answers what has been received as far as that goes, then waits for more.
void connection::resume() {
  while (true) {
    const std::size_t used = in_.empty() ? 0 : consume(in_);
    in_.erase(0, used);
    flush();
    if (used == 0 || in_.empty() || !writing_.empty()) break;
  }
  if (in_.empty() && in_.capacity() > kept_buffer_bytes_max) in_.shrink_to_fit();
  continue_reading();
}

void connection::continue_reading() {
  const bool wanted = can_parse() || phase_ == phase::lingering;
  const bool may_read = (wanted && writing_.empty()) || watches_for_hang_up();
  if (reading_now_ || !may_read) return;
  reading_now_ = true;
  start_read();
}

void connection::flush() {
  while (writing_.empty() && !out_.empty()) {
    writing_.swap(out_);
    if (!write(writing_)) {
      if (phase_ == phase::closed) return;
      const auto patience = milliseconds(writing_.size() / slowest_reader_bytes_per_ms);
      set_deadline(limits().write + patience);
      return;
    }
    writing_.clear();
    const std::size_t kept = phase_ == phase::streaming ? 0 : kept_buffer_bytes_max;
    if (writing_.capacity() > kept) writing_.shrink_to_fit();
  }
  if (phase_ == phase::idle && !keep_alive_ && writing_.empty()) {
    phase_ = phase::lingering;
    in_.clear();
    set_deadline(loop_->shared->draining ? draining_linger : limits().linger);
    end_stream();
  }
}

std::size_t connection::consume(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && can_parse() && out_.size() < pending_out_max) {
    if (!parser_) {
      if (!keep_alive_) return bytes.size();
      // RFC 9112, section 2.2: line ends before a request line are skipped.
      if (bytes[at] == '\r' || bytes[at] == '\n') {
        ++at;
        continue;
      }
      begin_request();
    }
    boost::beast::error_code broken;
    at += parser_->put(boost::asio::const_buffer(bytes.data() + at, bytes.size() - at), broken);
    if (broken == boost::beast::http::error::need_more) break;
    if (broken && refusal_) {
      refuse(std::move(*refusal_));
    } else if (broken == boost::beast::http::error::header_limit) {
      refuse({.code = error_code::headers_too_large});
    } else if (broken == boost::beast::http::error::body_limit) {
      refuse({.code = error_code::payload_too_large});
    } else if (broken) {
      refuse({.code = error_code::bad_request, .message = "The message is not valid HTTP/1.1."});
    } else if (parser_->is_done()) {
      dispatch();
    }
  }
  return at;
}

void connection::begin_request() {
  request_.clear();
  match_ = {};
  refusal_.reset();
  parser_.emplace(request_, *this, limits().header_bytes_max);
  turn_.store((turn_.load(std::memory_order_relaxed) / 2 + 1) * 2);
  phase_ = phase::reading;
  set_deadline(limits().header);
}

// Answers a request whose rest can not or need not be read; the connection ends with it.
void connection::refuse(problem why) {
  if (request_.request_id.empty()) name_request();
  keep_alive_ = false;
  started_ = steady_clock::now();
  write_answer(std::move(why));
}

void connection::name_request() {
  const auto& name_revision = loop_->shared->options.name_revision;
  if (name_revision) name_revision(request_);
  loop_->ids.request_id(request_.request_id);
  if (const auto parent = parse_trace_parent(request_.headers.get("traceparent"))) {
    request_.trace_id = parent->trace_id;
    request_.root_span_id = parent->span_id;
    return;
  }
  loop_->ids.hex(request_.trace_id, 32);
  loop_->ids.hex(request_.root_span_id, 16);
}

std::uint64_t connection::on_request_line() {
  match_ = loop_->shared->routes.find(request_.verb, request_.path);
  request_.matched = match_.found;
  return match_.found != nullptr ? match_.found->body_bytes_max : body_bytes_default;
}

bool connection::on_head() {
  name_request();
  const server_options& options = loop_->shared->options;
  if (!preflight_answer(request_, match_, options)) refusal_ = check_target(request_, match_);
  if (!refusal_ && match_.found != nullptr && options.gate) {
    refusal_ = options.gate(request_, *match_.found);
  }
  set_deadline(limits().body);
  if (!equal_ignoring_case(request_.headers.get("expect"), "100-continue")) return true;
  if (refusal_) return false;
  out_ += "HTTP/1.1 100 Continue\r\n\r\n";
  return true;
}

bool connection::on_body_part(std::size_t bytes) {
  if (refusal_) return false;
  const std::size_t held = request_.body.size() + bytes;
  if (held <= unbudgeted_body_bytes_max) return true;
  const std::size_t wanted = held - body_budget_taken_;
  if (loop_->shared->body_budget.take(wanted)) {
    body_budget_taken_ += wanted;
    return true;
  }
  refusal_ = problem{.code = error_code::unavailable};
  request_.body.clear();
  return false;
}

void connection::dispatch() {
  phase_ = phase::answering;
  started_ = steady_clock::now();
  request_.begun = started_;
  request_.deadline = started_ + limits().answer;
  keep_alive_ = keep_alive_ && parser_->keep_alive() && !loop_->shared->draining;
  if (refusal_) return write_answer(std::move(*refusal_));
  if (auto preflight = preflight_answer(request_, match_, loop_->shared->options)) {
    return write_answer(std::move(*preflight));
  }
  run_handler();
}

// The exchange answers once, whoever it has gone to.
void connection::run_matched() {
  const route& to = *match_.found;
  const auto& direct = loop_->shared->options.direct;
  exchange reply(shared_from_this(), turn_.load() / 2);
  if (direct && direct(request_, to, reply)) return;
  if (auto bad = check_idempotency_key(request_, to)) return reply.send(std::move(*bad));
  if (auto bad = check_content_type(request_, to)) return reply.send(std::move(*bad));
  to.handle(request_, std::move(reply));
}

void connection::run_handler() {
  in_handler_ = true;
  try {
    run_matched();
  } catch (const std::exception& thrown) {
    // The exchange died on the way here and answered 500, unless the handler keeps it elsewhere.
    const auto& log = loop_->shared->options.log;
    if (log) log(request_.request_id + ": handler failed: " + thrown.what());
  }
  in_handler_ = false;
  if (answered_inside_) {
    answered_inside_ = false;
    return write_answer(*std::exchange(arrived_, std::nullopt));
  }
  set_deadline(at_limit_ ? hang_up_check : limits().answer);
}

// The request lies as it was: it is cleared only for the next one.
void connection::run_handler_again() {
  if (phase_ != phase::answering) return;
  start_next_turn();
  run_handler();
  resume();
}

void connection::start_next_turn() {
  parking_.release();
  at_limit_.reset();
  turn_.store((turn_.load() / 2 + 1) * 2);
}

void connection::complete() {
  const auto self = std::move(arrived_self_);
  if (std::exchange(again_, false)) return run_handler_again();
  auto what = std::exchange(arrived_, std::nullopt);
  if (phase_ != phase::answering) return;
  write_answer(std::move(*what));
  resume();
}

void connection::on_deadline() {
  const auto self = shared_from_this();
  if (phase_ == phase::answering) return on_answer_deadline();
  if (phase_ == phase::streaming && writing_.empty()) return pump();
  if (phase_ != phase::reading || !writing_.empty()) return close();
  refuse({.code = error_code::request_timeout});
  resume();
}

void connection::on_answer_deadline() {
  if (!at_limit_) {
    const bool mutation = request_.verb != method::get && request_.verb != method::head;
    const auto code = mutation ? error_code::outcome_unknown : error_code::unavailable;
    if (!claim(turn_.load() / 2)) return;
    write_answer(problem{.code = code});
    return resume();
  }
  if (peer_gone()) return close();
  const auto left = limit_at_ - steady_clock::now();
  if (left > steady_clock::duration::zero()) {
    return set_deadline(std::min(hang_up_check, std::chrono::ceil<milliseconds>(left)));
  }
  if (!claim(turn_.load() / 2)) return;
  write_answer(*std::exchange(at_limit_, std::nullopt));
  resume();
}

void connection::write_answer(outcome what) {
  if (request_.as_owner && reconsider(what)) return;
  turn_.fetch_or(1);
  const auto* why = std::get_if<problem>(&what);
  const bool refused_method = why != nullptr && why->code == error_code::method_not_allowed;
  auto* made = std::get_if<response>(&what);
  const bool old_version = parser_ && parser_->version() < 11;
  const bool chunked = !old_version && (made == nullptr || !made->length);
  if (made != nullptr && made->stream && !chunked && !made->length) keep_alive_ = false;
  const std::string allow = refused_method ? allow_text(match_.allowed) : std::string();
  const answer_context context{
      .asked = request_,
      .date_line = loop_->date_line,
      .unix_s = loop_->unix_s,
      .allow = allow,
      .origin = permitted_origin(request_, loop_->shared->options),
      .keep_alive = keep_alive_,
      .old_version = old_version,
      .no_store = match_.found != nullptr && match_.found->secret,
  };
  const bool streams = made != nullptr && made->stream && request_.verb != method::head;
  finish_answer(append_answer(out_, context, what));
  if (streams) begin_stream(std::move(made->stream), chunked);
}

void connection::finish_answer(int status) {
  server_context& shared = *loop_->shared;
  const std::size_t row = match_.found != nullptr ? shared.routes.index_of(*match_.found)
                                                  : shared.routes.table().size();
  loop_->meter->count(row, status, steady_clock::now() - started_);
  shared.body_budget.give_back(std::exchange(body_budget_taken_, 0));
  request_.settle();
  parking_.release();
  at_limit_.reset();
  parser_.reset();
  phase_ = phase::idle;
  set_deadline(limits().idle);
}

}  // namespace carnet::http
