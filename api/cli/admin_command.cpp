#include "api/cli/admin_command.hpp"

#include <boost/json.hpp>

#include <fstream>
#include <ostream>

#include "api/cli/server_link.hpp"

namespace carnet::api::cli {
namespace {

namespace json = boost::json;

result<std::string> read_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in && text.empty())
    return fail(failure_code::not_found, file.filename().string() + " can not be read");
  return text;
}

std::string text_of(const json::object& members, const char* name) {
  const auto* found = members.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

result<server_place> find_server(const std::filesystem::path& data) {
  const auto address = read_file(data / address_file);
  if (!address) return fail(failure_code::not_found, "no server runs on this data directory");
  boost::system::error_code bad;
  const json::value found = json::parse(*address, bad);
  const auto* port = bad || !found.is_object() ? nullptr : found.as_object().if_contains("port");
  if (port == nullptr || !port->is_int64()) {
    return fail(failure_code::corrupt, std::string(address_file) + " does not read");
  }
  const auto& members = found.as_object();
  return server_place{text_of(members, "host"), std::to_string(port->as_int64()),
                      text_of(members, certificate_member)};
}

// Only the node that founded the deployment has a token in its data directory.
result<std::string> find_token(const admin_request& wanted) {
  const bool given = !wanted.token_file.empty();
  auto token = read_file(given ? wanted.token_file : wanted.data / "admin.token");
  if (!token && !given) {
    return fail(failure_code::not_found, token.error().what + "; --token-file names another one");
  }
  while (token && !token->empty() && token->back() == '\n') token->pop_back();
  return token;
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
  const auto place = find_server(wanted.data);
  if (!place) return std::unexpected(place.error());
  auto token = find_token(wanted);
  if (!token) return std::unexpected(token.error());
  auto answer =
      ask_at(*place, {"/v1/admin/" + wanted.command, std::move(*token), wanted.body}, wanted.limit);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 200) return std::move(answer->body);
  return fail(failure_code::invalid_argument, refusal_of(answer->body, answer->status));
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
