// What the sink gets to answer with. Included by sources of this folder only.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "producers/smtp/smtp_connection.hpp"

namespace carnet::smtp {

/// Carries one answer back to the connection that asked. Dropped unused, it answers "unavailable".
class answer_ticket {
 public:
  answer_ticket(std::shared_ptr<connection> asker, std::uint64_t question, int unavailable)
      : asker_(std::move(asker)), question_(question), unavailable_(unavailable) {}
  answer_ticket(answer_ticket&&) noexcept = default;
  answer_ticket& operator=(answer_ticket&&) = delete;
  ~answer_ticket() { give(unavailable_); }

  template <class Answer>
  void operator()(Answer answer) {
    give(static_cast<int>(answer));
  }

 private:
  void give(int value) {
    if (const auto asker = std::exchange(asker_, nullptr)) asker->settle(question_, value);
  }

  std::shared_ptr<connection> asker_;
  std::uint64_t question_;
  int unavailable_;
};

}  // namespace carnet::smtp
