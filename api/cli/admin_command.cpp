#include "api/cli/admin_command.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

#include <fstream>
#include <ostream>

namespace carnet::api::cli {
namespace {

namespace beast = boost::beast;
namespace json = boost::json;
using tcp = boost::asio::ip::tcp;

constexpr std::size_t answer_bytes_max = 64 * 1024 * 1024;
constexpr std::chrono::minutes answer_wait{60};  // a backup or a rotation may take long

struct endpoint {
  std::string host;
  std::string port;
  std::string token;
};

result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in && text.empty())
    return fail(failure_code::not_found, file.filename().string() + " can not be read");
  return text;
}

result<endpoint> find_server(const std::filesystem::path& data) {
  const auto address = read_file(data / address_file);
  if (!address) return fail(failure_code::not_found, "no server runs on this data directory");
  auto token = read_file(data / "admin.token");
  if (!token) return std::unexpected(token.error());
  while (!token->empty() && token->back() == '\n') token->pop_back();
  boost::system::error_code bad;
  const json::value found = json::parse(*address, bad);
  if (bad || !found.is_object()) return fail(failure_code::corrupt, "server.json does not read");
  const auto& members = found.as_object();
  return endpoint{std::string(members.at("host").as_string()),
                  std::to_string(members.at("port").as_int64()), *token};
}

beast::http::request<beast::http::string_body> make_request(const endpoint& to,
                                                            const admin_request& wanted) {
  beast::http::request<beast::http::string_body> request(beast::http::verb::post,
                                                         "/v1/admin/" + wanted.command, 11);
  request.set(beast::http::field::host, to.host);
  request.set(beast::http::field::authorization, "Bearer " + to.token);
  request.set(beast::http::field::content_type, "application/json");
  request.body() = wanted.body.empty() ? "{}" : wanted.body;
  request.prepare_payload();
  return request;
}

// The server's own words for a refusal.
std::string refusal_of(const std::string& body, unsigned status) {
  boost::system::error_code bad;
  const json::value read = json::parse(body, bad);
  if (bad || !read.is_object()) return "the server answered " + std::to_string(status);
  const auto* message = read.as_object().if_contains("message");
  const auto* param = read.as_object().if_contains("param");
  std::string text =
      message != nullptr ? std::string(message->as_string()) : std::to_string(status);
  if (param != nullptr) text += " (" + std::string(param->as_string()) + ")";
  return text;
}

result<std::string> exchange_with(const endpoint& to, const admin_request& wanted) {
  boost::asio::io_context io;
  beast::tcp_stream stream(io);
  boost::system::error_code bad;
  const auto addresses = tcp::resolver(io).resolve(to.host, to.port, bad);
  if (!bad) stream.connect(addresses, bad);
  if (bad) return fail(failure_code::io, "the server does not answer: " + bad.message());
  stream.expires_after(answer_wait);
  beast::http::write(stream, make_request(to, wanted), bad);
  beast::flat_buffer buffer;
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(answer_bytes_max);
  if (!bad) beast::http::read(stream, buffer, parser, bad);
  if (bad) return fail(failure_code::io, "the server did not answer: " + bad.message());
  auto& answer = parser.get();
  if (answer.result_int() != 200) {
    return fail(failure_code::invalid_argument, refusal_of(answer.body(), answer.result_int()));
  }
  return std::move(answer.body());
}

void print_readably(std::ostream& out, const json::value& value, const std::string& indent) {
  if (value.is_object()) {
    for (const auto& [name, member] : value.as_object()) {
      out << indent << name << ": ";
      const bool nested = member.is_array() || member.is_object();
      if (nested) out << '\n';
      print_readably(out, member, nested ? indent + "  " : "");
      if (!nested) out << '\n';
    }
  } else if (value.is_array()) {
    for (const auto& item : value.as_array()) {
      if (item.is_object())
        print_readably(out, item, indent), out << '\n';
      else
        out << indent << json::serialize(item) << '\n';
    }
  } else if (value.is_string()) {
    out << value.as_string().c_str();
  } else {
    out << json::serialize(value);
  }
}

}  // namespace

result<std::string> ask_server(const admin_request& wanted) {
  const auto to = find_server(wanted.data);
  if (!to) return std::unexpected(to.error());
  return exchange_with(*to, wanted);
}

int run_admin(const admin_request& wanted, bool json_output, std::ostream& out,
              std::ostream& errors) {
  const auto answer = ask_server(wanted);
  if (!answer) {
    errors << "carnet admin " << wanted.command << ": " << answer.error().what << '\n';
    return 1;
  }
  if (json_output) {
    out << *answer << '\n';
  } else {
    print_readably(out, json::parse(*answer), "");
  }
  return 0;
}

}  // namespace carnet::api::cli
