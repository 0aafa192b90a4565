#include "api/cli/server_link.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <chrono>

#include "producers/tls/certificate_hash.hpp"

namespace carnet::api::cli {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t answer_bytes_max = 64 * 1024 * 1024;

beast::http::request<beast::http::string_body> request_for(const server_place& place,
                                                           const server_question& question) {
  beast::http::request<beast::http::string_body> request(beast::http::verb::post, question.target,
                                                         11);
  request.set(beast::http::field::host, place.host);
  request.set(beast::http::field::authorization, "Bearer " + question.token);
  request.set(beast::http::field::content_type, "application/json");
  request.body() = question.body.empty() ? "{}" : question.body;
  request.prepare_payload();
  return request;
}

// The steps of one exchange in turn, all of them under the one limit of the socket's stream.
class link {
 public:
  explicit link(std::chrono::seconds limit) : socket_(io_) { socket_.expires_after(limit); }

  result<server_answer> ask(const server_place& place, const server_question& question) {
    error_code bad;
    const auto addresses = tcp::resolver(io_).resolve(place.host, place.port, bad);
    if (!bad) bad = await([&](auto then) { socket_.async_connect(addresses, then); });
    if (bad) return fail(failure_code::io, "the server does not answer: " + bad.message());
    return place.certificate_sha256.empty() ? exchange_over(socket_, place, question)
                                            : exchange_in_secret(place, question);
  }

 private:
  template <class Start>
  error_code await(Start start) {
    error_code outcome;
    start([&outcome](error_code bad, auto&&...) { outcome = bad; });
    io_.restart();
    io_.run();
    return outcome;
  }

  template <class Stream>
  result<server_answer> exchange_over(Stream& stream, const server_place& place,
                                      const server_question& question) {
    const auto request = request_for(place, question);
    error_code bad = await([&](auto then) { beast::http::async_write(stream, request, then); });
    beast::flat_buffer buffer;
    beast::http::response_parser<beast::http::string_body> parser;
    parser.body_limit(answer_bytes_max);
    if (!bad)
      bad = await([&](auto then) { beast::http::async_read(stream, buffer, parser, then); });
    if (bad) return fail(failure_code::io, "the server did not answer: " + bad.message());
    auto& answer = parser.get();
    return server_answer{answer.result_int(), std::move(answer.body())};
  }

  result<server_answer> exchange_in_secret(const server_place& place,
                                           const server_question& question) {
    asio::ssl::context context(asio::ssl::context::tls_client);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    asio::ssl::stream<beast::tcp_stream&> stream(socket_, context);
    const auto bad =
        await([&](auto then) { stream.async_handshake(asio::ssl::stream_base::client, then); });
    if (bad) return fail(failure_code::io, "no TLS with the server: " + bad.message());
    const auto* shown = SSL_get0_peer_certificate(stream.native_handle());
    if (shown == nullptr || certificate_hash(*shown) != place.certificate_sha256) {
      return fail(failure_code::invalid_argument,
                  "what listens there shows another certificate than the server has written down");
    }
    return exchange_over(stream, place, question);
  }

  asio::io_context io_;
  beast::tcp_stream socket_;
};

}  // namespace

result<server_answer> ask_at(const server_place& place, const server_question& question,
                             std::chrono::seconds limit) {
  return link(limit).ask(place, question);
}

}  // namespace carnet::api::cli
