// A connection over TLS. The only file of the server that sees OpenSSL; the context comes from
// outside and is held as long as a session made from it lives.
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <openssl/ssl.h>

#include "api/http/event_loop.hpp"

namespace carnet::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t tls_record_bytes_max = 16 * 1024;

asio::ssl::context adopt(const std::shared_ptr<ssl_ctx_st>& shared) {
  // Asio's context frees what it is given, so it gets a reference of its own.
  SSL_CTX_up_ref(shared.get());
  return asio::ssl::context(shared.get());
}

class tls_session final : public connection {
 public:
  tls_session(std::shared_ptr<event_loop> loop, tcp_socket socket,
              const std::shared_ptr<ssl_ctx_st>& shared)
      : connection(std::move(loop)),
        context_(adopt(shared)),
        stream_(std::move(socket), context_),
        buffer_(tls_record_bytes_max) {}

  void start() {
    open();
    stream_.async_handshake(asio::ssl::stream_base::server, [me = self()](const net_error& bad) {
      if (bad) return me->on_broken();
      me->begin(peer_address(me->stream_.next_layer()), true);
    });
  }

 private:
  std::shared_ptr<tls_session> self() {
    return std::static_pointer_cast<tls_session>(shared_from_this());
  }

  void start_read() override {
    stream_.async_read_some(asio::buffer(buffer_),
                            [me = self()](const net_error& failed, std::size_t got) {
                              if (failed) return me->on_broken();
                              me->on_bytes({me->buffer_.data(), got});
                            });
  }

  bool write(std::string_view bytes) override {
    asio::async_write(stream_, asio::buffer(bytes),
                      [me = self()](const net_error& failed, std::size_t) {
                        if (failed) return me->on_broken();
                        me->on_written();
                      });
    return false;
  }

  void end_stream() override {
    stream_.async_shutdown([me = self()](const net_error&) {
      net_error ignored;
      me->stream_.next_layer().shutdown(asio::socket_base::shutdown_send, ignored);
    });
  }

  void close_stream() override {
    net_error ignored;
    stream_.next_layer().close(ignored);
  }

  bool peer_gone() override { return has_hung_up(stream_.next_layer()); }

  asio::ssl::context context_;
  asio::ssl::stream<tcp_socket> stream_;
  std::vector<char> buffer_;
};

}  // namespace

void start_tls_session(std::shared_ptr<event_loop> loop, tcp_socket socket,
                       std::shared_ptr<ssl_ctx_st> context) {
  std::make_shared<tls_session>(std::move(loop), std::move(socket), context)->start();
}

}  // namespace carnet::http
