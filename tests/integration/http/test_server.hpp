// A real server on a free loopback port with a handful of routes that exercise every way to answer.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "api/http/operations_routes.hpp"
#include "api/http/server.hpp"
#include "tests/support/raw_http.hpp"

namespace carnet::http {

inline std::vector<exchange>& kept_exchanges() {
  static std::vector<exchange> kept;
  return kept;
}

inline std::mutex& kept_lock() {
  static std::mutex lock;
  return lock;
}

class test_server {
 public:
  explicit test_server(server_options options = {}, std::vector<route> more = {}) {
    std::vector<route> table = std::move(more);
    if (!options.metrics) options.metrics = std::make_shared<request_metrics>();
    append_operations_routes(
        table, {.not_ready = [] { return std::vector<std::string>{"warming", "late", "warming"}; },
                .partitions = [this] { return partitions; },
                .metrics = {options.metrics},
                .openapi = "{}"});
    auto echo = [](request& in, exchange reply) {
      reply.send(response{.body = std::string(in.path_param("name")) + ":" + in.body});
    };
    table.push_back({method::post, "/echo/{name}", echo, access::open, {}, body_kind::raw});
    table.push_back({method::post, "/json", echo, access::open, {}, body_kind::json});
    table.push_back(
        {method::post, "/bulk", echo, access::open, {}, body_kind::raw, body_bytes_bulk});
    auto late = [this](request& in, exchange reply) {
      std::thread worker([body = std::move(in.body), reply = std::move(reply)]() mutable {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        reply.send(response{.body = "late:" + body});
      });
      const std::scoped_lock guard(workers_lock_);
      workers_.push_back(std::move(worker));
    };
    table.push_back({method::post, "/late", late, access::open, {}, body_kind::raw});
    auto keep = [](request&, exchange reply) {
      const std::scoped_lock guard(kept_lock());
      kept_exchanges().push_back(std::move(reply));
    };
    table.push_back({method::get, "/keep", keep, access::open});
    table.push_back({method::get, "/forget", [](request&, exchange) {}, access::open});
    auto throws = [](request&, exchange) { throw std::runtime_error("secret detail"); };
    table.push_back({method::get, "/throw", throws, access::open});
    auto secret = [](request&, exchange reply) { reply.send(response{.body = "\"s\""}); };
    route hidden{method::get, "/secret", secret, access::open};
    hidden.secret = true;
    table.push_back(std::move(hidden));
    auto started = server::start(std::move(options), std::move(table));
    EXPECT_TRUE(started.has_value());
    server_ = std::move(*started);
  }

  ~test_server() {
    {
      const std::scoped_lock guard(workers_lock_);
      for (auto& worker : workers_) worker.join();
      workers_.clear();
    }
    const std::scoped_lock guard(kept_lock());
    kept_exchanges().clear();
  }

  server& operator*() { return *server_; }
  server* operator->() { return server_.get(); }
  std::uint16_t port() const { return server_->port(); }

  std::vector<partition_health> partitions;  // what /readyz shows; set before it is asked

 private:
  std::mutex workers_lock_;
  std::vector<std::thread> workers_;
  std::unique_ptr<server> server_;
};

inline std::string get(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

inline std::string post(std::string_view path, std::string_view body,
                        std::string_view more_headers = "") {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more_headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace carnet::http
