// Forwarding to the connection; the exactly-once rule itself lives there, in one atomic turn.
#include "api/http/exchange.hpp"

namespace carnet::http {

exchange& exchange::operator=(exchange&& other) noexcept {
  if (this != &other) {
    exchange dropped(std::move(*this));
    sink_ = std::move(other.sink_);
    turn_ = other.turn_;
  }
  return *this;
}

exchange::~exchange() {
  if (sink_) send(problem{.code = error_code::internal_error});
}

void exchange::send(response what) { send(outcome(std::move(what))); }

void exchange::send(problem why) { send(outcome(std::move(why))); }

void exchange::send(outcome what) {
  if (!sink_) return;
  auto sink = std::move(sink_);
  exchange_sink& target = *sink;
  target.answer(turn_, std::move(what), std::move(sink));
}

void exchange::park(lease parking, std::chrono::milliseconds limit, outcome at_limit) {
  if (sink_) sink_->park(turn_, std::move(parking), limit, std::move(at_limit));
}

void exchange::hold(std::chrono::steady_clock::duration limit, outcome at_limit) {
  if (!sink_) return;
  sink_->hold(turn_, std::chrono::ceil<std::chrono::milliseconds>(limit), std::move(at_limit));
}

void exchange::repeat() {
  if (!sink_) return;
  auto sink = std::move(sink_);
  exchange_sink& target = *sink;
  target.repeat(turn_, std::move(sink));
}

bool exchange::abandoned() const { return !sink_ || sink_->abandoned(turn_); }

}  // namespace carnet::http
