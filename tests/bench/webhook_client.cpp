// A bare HTTP client on the server's own stack (Asio coroutines, Beast's parser): posts one
// request, as it comes on standard input, COUNT times over CONNECTIONS kept-alive connections and
// prints
// {"seconds","cpu_seconds"}. What a delivery costs beyond this is Carnet's.
//   webhook_client PORT COUNT CONNECTIONS < request
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <sys/resource.h>

#include <chrono>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using executor = asio::io_context::executor_type;
using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, executor>;

constexpr asio::use_awaitable_t<executor> awaiting;

struct work {
  std::string request;
  asio::ip::tcp::endpoint to;
  long left = 0;
};

asio::awaitable<void, executor> post(asio::io_context& io, work& shared) {
  tcp_socket socket(io);
  co_await socket.async_connect(shared.to, awaiting);
  socket.set_option(asio::ip::tcp::no_delay(true));
  boost::beast::flat_buffer buffer;
  while (shared.left-- > 0) {
    co_await asio::async_write(socket, asio::buffer(shared.request), awaiting);
    http::response_parser<http::string_body> parser;
    co_await http::async_read(socket, buffer, parser, awaiting);
  }
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  work shared;
  shared.request.assign(std::istreambuf_iterator<char>(std::cin), {});
  shared.to = {asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(std::stoi(argv[1]))};
  shared.left = std::stol(argv[2]);
  asio::io_context io(1);
  for (int n = std::stoi(argv[3]); n > 0; --n) {
    asio::co_spawn(io, post(io, shared), [](const std::exception_ptr& thrown) {
      if (thrown) std::rethrow_exception(thrown);
    });
  }
  const auto start = std::chrono::steady_clock::now();
  io.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << "{\"seconds\":" << took.count() << ",\"cpu_seconds\":" << cpu_seconds() << "}\n";
}
