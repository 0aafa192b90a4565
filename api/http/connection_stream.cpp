// A connection's streamed body: one piece at a time, back-pressure from the socket.
#include <fmt/format.h>

#include <iterator>

#include "api/http/connection.hpp"

namespace carnet::http {
namespace {

constexpr std::size_t unread_bytes_max = 16 * 1024;  // pipelined behind a streamed body

// RFC 9112, section 7.1. An empty piece has no chunk: that would end the body.
void append_piece(std::string& out, std::string_view piece, bool chunked) {
  if (piece.empty()) return;
  if (!chunked) {
    out.append(piece);
    return;
  }
  fmt::format_to(std::back_inserter(out), "{:x}\r\n", piece.size());
  out.append(piece).append("\r\n");
}

}  // namespace

// The request is over: what it held is given back, since a stream may stay for long.
void connection::begin_stream(std::shared_ptr<body_source> from, bool chunked) {
  phase_ = phase::streaming;
  match_ = {};
  request answered;
  answered.peer = std::move(request_.peer);
  answered.secure = request_.secure;
  request_ = std::move(answered);
  auto wake = std::make_shared<stream_wake>(loop_, *this);
  stream_ = std::make_unique<streamed_body>(std::move(from), std::move(wake), chunked);
  stream_->from->begin(stream_->wake);
  if (loop_->shared->draining) stream_->from->stop();
  set_deadline(limits().write);
  stream_->wake->wake();
}

// Sends one piece. The next one comes with the loop's next turn, so that a long body does not hold
// up the loop's other connections.
void connection::pump() {
  if (phase_ != phase::streaming || !writing_.empty() || !out_.empty()) return;
  const auto self = shared_from_this();
  std::string& piece = loop_->piece;
  piece.clear();
  const flow then = stream_->from->next(piece);
  if (then == flow::breaks) return close();
  append_piece(out_, piece, stream_->chunked);
  if (then == flow::ends) end_stream_body();
  flush();
  if (phase_ != phase::streaming) return resume();
  if (!writing_.empty()) return;
  if (then == flow::waits) return set_deadline(stream_->from->patience());
  set_deadline(limits().write);
  stream_->wake->wake();
}

void connection::end_stream_body() {
  if (stream_->chunked) out_ += "0\r\n\r\n";
  end_stream_source();
  phase_ = phase::idle;
  set_deadline(limits().idle);
}

void connection::end_stream_source() {
  if (!stream_) return;
  stream_->wake->detach();
  stream_.reset();
}

// Whoever reads a stream sends nothing; reading all the same shows at once when he has gone.
bool connection::watches_for_hang_up() const {
  return phase_ == phase::streaming && in_.size() < unread_bytes_max;
}

}  // namespace carnet::http
