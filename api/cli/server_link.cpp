#include "api/cli/server_link.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

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

template <class Stream>
result<server_answer> exchange_over(Stream& stream, const server_place& place,
                                    const server_question& question) {
  error_code bad;
  beast::http::write(stream, request_for(place, question), bad);
  beast::flat_buffer buffer;
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(answer_bytes_max);
  if (!bad) beast::http::read(stream, buffer, parser, bad);
  if (bad) return fail(failure_code::io, "the server did not answer: " + bad.message());
  auto& answer = parser.get();
  return server_answer{answer.result_int(), std::move(answer.body())};
}

result<server_answer> exchange_in_secret(tcp::socket& socket, const server_place& place,
                                         const server_question& question) {
  asio::ssl::context context(asio::ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  asio::ssl::stream<tcp::socket&> stream(socket, context);
  error_code bad;
  stream.handshake(asio::ssl::stream_base::client, bad);
  if (bad) return fail(failure_code::io, "no TLS with the server: " + bad.message());
  const auto* shown = SSL_get0_peer_certificate(stream.native_handle());
  if (shown == nullptr || certificate_hash(*shown) != place.certificate_sha256) {
    return fail(failure_code::invalid_argument,
                "what listens there shows another certificate than the server has written down");
  }
  return exchange_over(stream, place, question);
}

}  // namespace

result<server_answer> ask_at(const server_place& place, const server_question& question) {
  asio::io_context io;
  tcp::socket socket(io);
  error_code bad;
  const auto addresses = tcp::resolver(io).resolve(place.host, place.port, bad);
  if (!bad) asio::connect(socket, addresses, bad);
  if (bad) return fail(failure_code::io, "the server does not answer: " + bad.message());
  return place.certificate_sha256.empty() ? exchange_over(socket, place, question)
                                          : exchange_in_secret(socket, place, question);
}

}  // namespace carnet::api::cli
