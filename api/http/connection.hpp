// One HTTP/1.1 connection without its socket: bytes in, bytes out, one request at a time in order
// (which is what makes pipelining safe). The sessions derived from it move the bytes. It lives on
// its loop's thread; only answer(), repeat() and abandoned() are called from
// others.
//
//   idle ──first byte──▶ reading ──request complete──▶ answering ──answered──▶ idle
//     │                     │ refused for good             │ keep-alive ends
//     └──────deadline───────┴────────▶ lingering ◀─────────┘ ──▶ closed
//
// A streamed body keeps the connection `streaming` between answering and idle: one piece is asked
// for when the one before has left for the socket, so that a connection holds one piece at most.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "api/http/exchange.hpp"
#include "api/http/loop_core.hpp"
#include "api/http/request_parser.hpp"
#include "api/http/stream_wake.hpp"

namespace carnet::http {

class connection : public exchange_sink,
                   public completion,
                   public timed,
                   public parse_listener,
                   public std::enable_shared_from_this<connection> {
 public:
  explicit connection(std::shared_ptr<loop_core> loop);
  ~connection() override;

  void answer(std::uint64_t turn, outcome&& what, std::shared_ptr<exchange_sink> self) override;
  void park(std::uint64_t turn, lease parking, std::chrono::milliseconds limit,
            outcome&& at_limit) override;
  void hold(std::uint64_t turn, std::chrono::milliseconds limit, outcome&& at_limit) override;
  void repeat(std::uint64_t turn, std::shared_ptr<exchange_sink> self) override;
  bool abandoned(std::uint64_t turn) const override;

  /// Ends the connection now; what is in flight loses its caller.
  void close();

  /// Closes between requests, ends a parked wait with its own answer, tells a streamed body to
  /// stop, else closes after the present answer.
  void drain();

 protected:
  /// Starts one read; it ends with exactly one on_bytes or on_broken.
  virtual void start_read() = 0;
  /// Writes; true when all went out at once, else on_written or on_broken follows.
  virtual bool write(std::string_view bytes) = 0;
  /// Ends our direction of the stream, so that the peer sees the answer as complete.
  virtual void end_stream() = 0;
  virtual void close_stream() = 0;
  /// Whether the peer has hung up, without waiting.
  virtual bool peer_gone() = 0;

  /// Joins the loop, with a deadline for the time before begin().
  void open();
  /// The session is connected (after the TLS handshake); `peer` is the caller's address.
  void begin(std::string peer, bool secure);
  void on_bytes(std::string_view bytes);
  void on_written();
  void on_broken() { close(); }

  loop_core& loop() { return *loop_; }

 private:
  friend class loop_core;
  friend class stream_wake;
  enum class phase : std::uint8_t {
    starting,
    idle,
    reading,
    answering,
    streaming,
    lingering,
    closed
  };
  struct streamed_body {
    std::shared_ptr<body_source> from;
    std::shared_ptr<stream_wake> wake;
    bool chunked = true;
  };

  static constexpr std::size_t pending_out_max = 256 * 1024;

  void complete() override;
  void on_deadline() override;
  std::uint64_t on_request_line() override;
  bool on_head() override;
  bool on_body_part(std::size_t bytes) override;

  bool can_parse() const { return phase_ == phase::idle || phase_ == phase::reading; }
  std::size_t consume(std::string_view bytes);
  void begin_request();
  void name_request();
  void refuse(problem why);
  void dispatch();
  void run_handler();
  void run_matched();
  void run_handler_again();
  void start_next_turn();
  bool reconsider(outcome& what);
  void on_answer_deadline();
  void write_answer(outcome what);
  void finish_answer(int status);
  void begin_stream(std::shared_ptr<body_source> from, bool chunked);
  void pump();
  void end_stream_body();
  void end_stream_source();
  bool watches_for_hang_up() const;
  void resume();
  void flush();
  void continue_reading();
  bool claim(std::uint64_t turn);
  const server_limits& limits() const { return loop_->shared->options.limits; }
  void set_deadline(std::chrono::milliseconds from_now) { loop_->wheel.set(*this, from_now); }

  const std::shared_ptr<loop_core> loop_;
  std::shared_ptr<connection> open_self_;  // the loop's own share of us, from open() to close()
  request request_;
  router::match match_;
  std::optional<request_parser> parser_;
  std::optional<problem> refusal_;  // decided at the head, answered once the body has passed
  std::string in_;                  // received and not yet parsed
  std::string out_;                 // rendered and not yet being written
  std::string writing_;             // being written; stable until on_written
  std::size_t body_budget_taken_ = 0;
  std::chrono::steady_clock::time_point started_;
  phase phase_ = phase::starting;
  bool reading_now_ = false;
  bool in_handler_ = false;
  bool answered_inside_ = false;  // the handler answered before it returned
  bool keep_alive_ = true;        // false: close once everything is written

  // Who answers: turn * 2, plus 1 once somebody has. Claimed by compare-and-swap from any thread.
  std::atomic<std::uint64_t> turn_{0};
  std::optional<outcome> arrived_;  // written by the claimer, read by the loop
  bool again_ = false;              // the same, in place of an outcome: run the handler again
  std::shared_ptr<exchange_sink> arrived_self_;
  std::optional<outcome> at_limit_;  // a parked or held wait's own answer
  bool ends_at_drain_ = false;       // the wait, with that answer
  std::chrono::steady_clock::time_point limit_at_;
  lease parking_;
  std::unique_ptr<streamed_body> stream_;  // while streaming

  connection* next_open_ = nullptr;
  connection* previous_open_ = nullptr;
};

}  // namespace carnet::http
