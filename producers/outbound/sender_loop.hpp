// One thread's requests: each a coroutine that takes or opens a connection, writes, reads, and
// answers. A coarse tick ends what is overdue by closing its socket. Included by sources of this
// folder only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "producers/outbound/http_sender.hpp"
#include "producers/outbound/name_resolver.hpp"
#include "producers/outbound/origin_pool.hpp"

namespace carnet::outbound {

template <class T>
using task = asio::awaitable<T, executor>;
using coarse_timer =
    asio::basic_waitable_timer<std::chrono::steady_clock,
                               asio::wait_traits<std::chrono::steady_clock>, executor>;

// What all loops share; outlives them.
struct sender_service {
  sender_options options;
  std::optional<target_url> proxy;
  std::string proxy_authorization;  // a header line, or nothing
  asio::ssl::context tls{asio::ssl::context::tls_client};
  sender_counters counters;
  name_resolver names{8};
};

using answer_parser = boost::beast::http::response_parser<boost::beast::http::buffer_body>;

class sender_loop {
 public:
  explicit sender_loop(sender_service& shared);
  ~sender_loop();  // end()

  void send(outbound_request&& request, answer_taker&& done);  // any thread
  void end();

 private:
  struct job;
  using job_list = std::list<std::shared_ptr<job>>;

  void drain();
  void tick();
  static task<void> deliver(sender_loop& self, std::shared_ptr<job> wanted);
  static task<void> exchange(sender_loop& self, std::shared_ptr<job> wanted);
  static task<delivery_error> open(sender_loop& self, std::shared_ptr<job> wanted);
  static task<delivery_error> connect(sender_loop& self, std::shared_ptr<job> wanted,
                                      addresses found);
  static task<bool> tunnel(std::shared_ptr<job> wanted, std::string line);
  static task<addresses> resolve(sender_loop& self, std::shared_ptr<job> wanted, std::string name);
  static task<bool> shake_hands(sender_loop& self, std::shared_ptr<job> wanted);
  template <class Stream>
  static task<void> converse(std::shared_ptr<job> wanted, Stream& stream);
  template <class Stream>
  static task<bool> read_body(std::shared_ptr<job> wanted, Stream& stream, answer_parser& parser);

  sender_service& shared_;
  asio::io_context io_{1};
  asio::executor_work_guard<executor> guard_{io_.get_executor()};
  coarse_timer timer_{io_};
  origin_pool pool_;
  job_list active_;
  std::mutex mutex_;  // guards incoming_
  std::vector<std::shared_ptr<job>> incoming_;
  std::thread thread_;
};

}  // namespace carnet::outbound
