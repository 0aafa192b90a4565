// A connection over a bare socket. An idle session holds no buffer: it waits for readiness and
// reads into the loop's one buffer. Writes are tried at once and only the rest is asynchronous.
#include <boost/asio/write.hpp>

#include "api/http/event_loop.hpp"

namespace carnet::http {
namespace {

namespace asio = boost::asio;

class plain_session final : public connection {
 public:
  plain_session(std::shared_ptr<event_loop> loop, tcp_socket socket)
      : connection(loop), loop_(*loop), socket_(std::move(socket)) {}

  void start() {
    open();
    begin(peer_address(socket_), false);
  }

 private:
  std::shared_ptr<plain_session> self() {
    return std::static_pointer_cast<plain_session>(shared_from_this());
  }

  void start_read() override {
    socket_.async_wait(asio::socket_base::wait_read, [me = self()](const net_error& failed) {
      if (failed) return me->on_broken();
      me->read_ready();
    });
  }

  void read_ready() {
    net_error failed;
    std::vector<char>& buffer = loop_.read_buffer();
    const std::size_t got = socket_.read_some(asio::buffer(buffer), failed);
    if (failed == asio::error::would_block) return start_read();
    if (failed) return on_broken();
    on_bytes({buffer.data(), got});
  }

  bool write(std::string_view bytes) override {
    net_error failed;
    const std::size_t sent = socket_.write_some(asio::buffer(bytes), failed);
    if (failed && failed != asio::error::would_block) {
      on_broken();
      return false;
    }
    if (sent == bytes.size()) return true;
    asio::async_write(socket_, asio::buffer(bytes.substr(sent)),
                      [me = self()](const net_error& broken, std::size_t) {
                        if (broken) return me->on_broken();
                        me->on_written();
                      });
    return false;
  }

  void end_stream() override {
    net_error ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
  }

  void close_stream() override {
    net_error ignored;
    socket_.close(ignored);
  }

  bool peer_gone() override { return has_hung_up(socket_); }

  event_loop& loop_;
  tcp_socket socket_;
};

}  // namespace

void start_plain_session(std::shared_ptr<event_loop> loop, tcp_socket socket) {
  std::make_shared<plain_session>(std::move(loop), std::move(socket))->start();
}

}  // namespace carnet::http
