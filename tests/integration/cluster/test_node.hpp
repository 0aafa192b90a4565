// A real HTTP server with real forwarding behind it; who owns the one partition is the test's word.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>

#include "api/cluster/forwarding.hpp"
#include "api/http/server.hpp"
#include "tests/support/raw_http.hpp"

namespace carnet::cluster {

using http::exchange;
using http::request;
using http::response;
using producers::owner_place;
using producers::partition_standing;

inline constexpr std::string_view secret = "a secret of thirty-two bytes, ok";

struct ownership {
  std::mutex lock;
  partition_standing now;

  void set(bool here, std::optional<owner_place> owner) {
    const std::scoped_lock guard(lock);
    now = {here, std::move(owner)};
  }
  partition_standing get() {
    const std::scoped_lock guard(lock);
    return now;
  }
};

class test_node {
 public:
  explicit test_node(std::string name, std::string_view shared_secret = secret,
                     std::chrono::milliseconds answer = std::chrono::seconds(5)) {
    client_ = std::move(*peers::peer_client::open({}));
    forwarding_seams seams;
    seams.standing = [this](partition_id) { return owns.get(); };
    seams.when_current = [this](partition_id, auto, auto done) {
      ++barriers;
      known = true;
      done(current.load());
    };
    seams.admit = [this](request& in, const http::route&) { return admit(in); };
    seams.home = [](const request&, const http::route& to) -> std::optional<partition_id> {
      if (to.who == http::access::open) return std::nullopt;
      return 1;
    };
    seams.may_answer_here = [](const request& in, const http::route&) {
      return in.verb == http::method::get && in.headers.has("X-Carnet-Position");
    };
    std::optional<sending_node> node;
    const auto key = crypto::secret_key::from_bytes(shared_secret);
    if (key) node.emplace(sending_node{std::move(name), peers::mark_writer(*key)});
    relay = std::make_unique<forwarding>(std::move(seams), std::move(node), *client_);
    http::server_options options;
    options.limits.answer = answer;
    options.gate = [this](request& in, const http::route&) {
      relay->read_mark(in);
      return admit(in);
    };
    options.direct = [this](auto& in, const auto& to, auto& reply) {
      return relay->take(in, to, reply);
    };
    options.vouched = [this](const request& in) { return relay->is_vouched(in); };
    server_ = std::move(*http::server::start(std::move(options), table()));
    url = "http://127.0.0.1:" + std::to_string(port());
  }

  ~test_node() {
    server_->stop(std::chrono::milliseconds(200));
    relay->stop();
    client_->stop();
  }

  void own() { owns.set(true, std::nullopt); }
  void follow(const std::string& owner, writer_epoch epoch = 1) {
    owns.set(false, owner_place{"owner", owner, epoch});
  }
  void know_nobody() { owns.set(false, std::nullopt); }

  std::uint16_t port() const { return server_->port(); }
  void stop_serving() { server_->stop(std::chrono::milliseconds(0)); }

  ownership owns;
  std::string url;
  std::unique_ptr<forwarding> relay;
  std::atomic<int> handled{0};
  std::atomic<int> counted{0};
  std::atomic<int> barriers{0};
  std::atomic<bool> known{true};  // the caller's key
  std::atomic<bool> current{true};
  std::function<void(request&, exchange)> handle = [](request& in, exchange reply) {
    response out{.status = 201, .body = in.target + "|" + in.body};
    out.headers.emplace_back("X-Seen", std::string(in.headers.get("X-Sent")));
    reply.send(std::move(out));
  };

 private:
  std::optional<http::problem> admit(request& in) {
    if (known) {
      in.uncounted = !owns.get().here;
      counted += in.uncounted ? 0 : 1;
      return std::nullopt;
    }
    if (in.doubt == http::doubt::settled) return http::problem{http::error_code::unauthorized};
    in.doubt = http::doubt::open;
    return std::nullopt;
  }

  std::vector<http::route> table() {
    auto run = [this](request& in, exchange reply) {
      ++handled;
      handle(in, std::move(reply));
    };
    std::vector<http::route> rows;
    rows.push_back({.verb = http::method::get, .pattern = "/thing/{id}", .handle = run});
    rows.push_back({.verb = http::method::post,
                    .pattern = "/thing/{id}",
                    .handle = run,
                    .body = http::body_kind::raw,
                    .body_bytes_max = http::body_bytes_bulk});
    return rows;
  }

  std::unique_ptr<peers::peer_client> client_;
  std::unique_ptr<http::server> server_;
};

inline std::string get(std::string_view path, std::string_view more = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view more = "") {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

inline testing::raw_answer ask(const test_node& node, const std::string& text) {
  testing::raw_http client(node.port(), 20);
  return client.ask(text);
}

}  // namespace carnet::cluster
