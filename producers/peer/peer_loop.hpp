// The thread of the requests between nodes: each a coroutine that takes or opens a connection,
// writes, reads, and answers. A tick ends what is overdue or no longer wanted by closing its
// socket. Included by sources of this folder only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "producers/outbound/name_resolver.hpp"
#include "producers/outbound/origin_pool.hpp"
#include "producers/peer/peer_client.hpp"
#include "producers/tls/trusted_authorities.hpp"

namespace carnet::peers {

namespace asio = boost::asio;
using outbound::executor;

template <class T>
using task = asio::awaitable<T, executor>;
using coarse_timer =
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>, executor>;

// Outlives the loop.
struct peer_service {
  peer_client_options options;
  std::unique_ptr<trusted_authorities> trusted;
  outbound::name_resolver names{2};
};

using answer_parser = boost::beast::http::response_parser<boost::beast::http::buffer_body>;

class peer_loop {
 public:
  explicit peer_loop(peer_service& shared);
  ~peer_loop();  // end()

  void send(peer_request&& request, peer_taker&& done);  // any thread
  void after(std::chrono::milliseconds pause, std::function<void()> run);
  void end();

 private:
  struct job;
  using job_list = std::list<std::shared_ptr<job>>;

  void drain();
  void tick();
  std::unique_ptr<outbound::connection> take_alive(const std::string& origin);
  static task<void> deliver(peer_loop& self, std::shared_ptr<job> wanted);
  static task<bool> open(peer_loop& self, std::shared_ptr<job> wanted);
  static task<bool> shake_hands(peer_loop& self, std::shared_ptr<job> wanted);
  static task<outbound::addresses> resolve(peer_loop& self, std::shared_ptr<job> wanted);
  template <class Stream>
  static task<void> converse(peer_loop& self, std::shared_ptr<job> wanted, Stream& stream);
  template <class Stream>
  static task<bool> read_body(peer_loop& self, std::shared_ptr<job> wanted, Stream& stream,
                              answer_parser& parser);
  static task<bool> wait_for_room(peer_loop& self, std::shared_ptr<job> wanted);

  peer_service& shared_;
  asio::io_context io_{1};
  asio::executor_work_guard<executor> guard_{io_.get_executor()};
  coarse_timer timer_{io_};
  outbound::origin_pool pool_;
  job_list active_;
  std::mutex mutex_;  // guards incoming_
  std::vector<std::shared_ptr<job>> incoming_;
  std::thread thread_;
};

}  // namespace carnet::peers
