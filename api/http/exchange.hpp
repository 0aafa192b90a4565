// The right to answer one request, exactly once, from any thread. An exchange that dies unanswered
// answers 500, so no caller is ever left waiting for a forgotten branch.
//
// A handler answers at once, or moves the exchange away and answers after its write is durable:
//
//   void create(request& in, exchange reply) {
//     body_reader body(in);
//     auto label = body.required_text("label", {.bytes_max = 128});
//     if (auto bad = body.finish()) return reply.send(std::move(*bad));
//     writer.submit(make_command(*label), [reply = std::move(reply)](std::string json) mutable {
//       reply.send(response{.body = std::move(json)});      // any thread
//     });
//   }
//
// Who answers many callers at once opens a completion_batch around it: one wake-up per event loop
// in place of one per caller.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "api/http/lease.hpp"
#include "api/http/response.hpp"

namespace carnet::http {

/// The connection's side of an exchange. Not for handlers.
class exchange_sink {
 public:
  virtual ~exchange_sink() = default;
  /// Takes the answer to request number `turn`; ignored when that one is answered already.
  virtual void answer(std::uint64_t turn, outcome&& what, std::shared_ptr<exchange_sink> self) = 0;
  virtual void park(std::uint64_t turn, lease parking, std::chrono::milliseconds limit,
                    outcome&& at_limit) = 0;
  virtual void hold(std::uint64_t turn, std::chrono::milliseconds limit, outcome&& at_limit) = 0;
  virtual void repeat(std::uint64_t turn, std::shared_ptr<exchange_sink> self) = 0;
  virtual bool abandoned(std::uint64_t turn) const = 0;
};

class exchange {
 public:
  exchange() = default;
  exchange(std::shared_ptr<exchange_sink> sink, std::uint64_t turn)
      : sink_(std::move(sink)), turn_(turn) {}
  exchange(exchange&&) noexcept = default;
  exchange& operator=(exchange&& other) noexcept;
  exchange(const exchange&) = delete;
  exchange& operator=(const exchange&) = delete;
  ~exchange();

  /// Answers and ends the exchange. Callable from any thread; later calls do nothing.
  void send(response what);
  void send(problem why);
  void send(outcome what);

  /// Makes the wait a parked one: the request no longer counts as in flight, `parking` is held
  /// until the answer, and after `limit` the server answers `at_limit` by itself. Only from inside
  /// the handler, before it returns.
  void park(lease parking, std::chrono::milliseconds limit, outcome at_limit);

  /// Gives the request `limit` in place of the time that a handler has, then `at_limit` is the
  /// answer. The server's stop does not end it before its time, unlike a parked wait. Only from
  /// inside the handler.
  void hold(std::chrono::steady_clock::duration limit, outcome at_limit);

  /// Ends a parked wait by handing its request to its handler once more, on the connection's event
  /// loop and under a fresh exchange. Callable from any thread; nothing when nobody waits any more.
  void repeat();

  /// True once nobody waits any more: answered by the limit, or the caller hung up (noticed within
  /// about a second). Callable from any thread; lets owners of waiting lists forget dead entries.
  bool abandoned() const;

  explicit operator bool() const { return sink_ != nullptr; }

 private:
  std::shared_ptr<exchange_sink> sink_;
  std::uint64_t turn_ = 0;
};

}  // namespace carnet::http
