// The list of open connections is intrusive: a connection joins and leaves in constant time.
#include "api/http/loop_core.hpp"

#include <fmt/chrono.h>

#include "api/http/connection.hpp"

namespace carnet::http {
namespace {

thread_local const loop_core* present_loop = nullptr;

}  // namespace

loop_core::loop_core(std::shared_ptr<server_context> given, std::function<void()> wake)
    : shared(std::move(given)), meter(shared->metrics->add_meter()), completions(std::move(wake)) {
  renew_clock();
}

bool loop_core::is_this_thread() const { return present_loop == this; }

void loop_core::enter_thread() { present_loop = this; }

void loop_core::renew_clock() {
  const auto now = std::chrono::system_clock::now();
  const std::int64_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  if (seconds == unix_s) return;
  unix_s = seconds;
  date_line = fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n",
                          fmt::gmtime(static_cast<std::time_t>(seconds)));
}

void loop_core::tick() {
  renew_clock();
  wheel.turn();
}

void loop_core::add(connection& one) {
  one.next_open_ = first_;
  one.previous_open_ = nullptr;
  if (first_ != nullptr) first_->previous_open_ = &one;
  first_ = &one;
}

void loop_core::remove(connection& one) {
  if (one.previous_open_ != nullptr) one.previous_open_->next_open_ = one.next_open_;
  if (one.next_open_ != nullptr) one.next_open_->previous_open_ = one.previous_open_;
  if (first_ == &one) first_ = one.next_open_;
  one.next_open_ = one.previous_open_ = nullptr;
}

void loop_core::drain() {
  for (connection* one = first_; one != nullptr;) {
    connection* next = one->next_open_;
    one->drain();
    one = next;
  }
}

void loop_core::close_all() {
  while (first_ != nullptr) first_->close();
}

}  // namespace carnet::http
