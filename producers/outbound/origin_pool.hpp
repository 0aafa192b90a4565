// Open connections to other servers, and those that wait to be used again. Owned by one loop.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace carnet::outbound {

namespace asio = boost::asio;
using executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, executor>;
using tls_stream = asio::ssl::stream<tcp_socket&>;
using steady_time = std::chrono::steady_clock::time_point;

struct connection {
  explicit connection(asio::io_context& loop) : socket(loop) {}

  tcp_socket socket;
  std::optional<tls_stream> tls;  // over the socket; nothing: in clear
  boost::beast::flat_buffer read_ahead;
  steady_time idle_since{};
  bool used = false;  // has carried an answer
};

class origin_pool {
 public:
  // The connection used last, or null.
  std::unique_ptr<connection> take(const std::string& origin);

  // Keeps a connection for the next request; closes it when there are enough.
  void keep(const std::string& origin, std::unique_ptr<connection> one, steady_time now);

  // Closes what has been idle too long; most servers do so after a minute or less.
  void close_idle(steady_time now);

  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t per_origin_max = 64;
  static constexpr std::size_t total_max = 4096;
  static constexpr std::chrono::seconds idle_max{30};

  std::unordered_map<std::string, std::vector<std::unique_ptr<connection>>> idle_;
  std::size_t size_ = 0;
};

}  // namespace carnet::outbound
