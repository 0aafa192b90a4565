// Both directions are walked: rows that the document lacks, operations that no row serves.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "api/http/credentials.hpp"
#include "api/openapi/document.hpp"

namespace carnet::openapi {
namespace {

namespace json = boost::json;
using http::access;
using http::route;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return result;
}

std::string_view scheme_of(access who) {
  switch (who) {
    case access::open:
      return "";
    case access::api_key:
      return "apiKey";
    case access::admin:
      return "adminToken";
    case access::shared_secret:
      return "sharedSecret";
    case access::node:
      return "";
  }
  return "";
}

class comparison {
 public:
  comparison(const json::value& document, std::vector<std::string>& found)
      : document_(document), found_(found) {}

  void check_row(const route& row, const json::object& operation);

 private:
  // A value that may be a reference to a component.
  const json::object& resolve(const json::value& maybe) const {
    const json::object& given = maybe.as_object();
    const json::value* pointer = given.if_contains("$ref");
    if (pointer == nullptr) return given;
    const std::string_view text = view(pointer->as_string());
    return document_.at_pointer(json::string_view(text.data() + 1, text.size() - 1)).as_object();
  }

  bool has_parameter(const json::object& operation, std::string_view where,
                     std::string_view name) const {
    const json::value* parameters = operation.if_contains("parameters");
    if (parameters == nullptr) return false;
    return std::ranges::any_of(parameters->as_array(), [&](const json::value& one) {
      const json::object& parameter = resolve(one);
      return view(parameter.at("in").as_string()) == where &&
             view(parameter.at("name").as_string()) == name;
    });
  }

  void check_path_parameters(const route& row, const json::object& operation);
  void check_answers(const json::object& operation);

  void note(std::string what) { found_.push_back(name_ + ": " + std::move(what)); }

  const json::value& document_;
  std::vector<std::string>& found_;
  std::string name_;
};

void comparison::check_path_parameters(const route& row, const json::object& operation) {
  std::string_view rest = row.pattern;
  for (auto open = rest.find('{'); open != rest.npos; open = rest.find('{')) {
    rest.remove_prefix(open + 1);
    const std::string_view name = rest.substr(0, rest.find('}'));
    if (!has_parameter(operation, "path", name)) {
      note(fmt::format("path parameter {} is not declared", name));
    }
  }
}

void comparison::check_answers(const json::object& operation) {
  const json::object& answers = operation.at("responses").as_object();
  if (!answers.contains("200")) return note("no answer of success");
  for (const auto& [status, given] : answers) {
    const json::value* content = resolve(given).if_contains("content");
    if (content == nullptr) {
      note(fmt::format("answer {} has no content", view(json::string(status))));
      continue;
    }
    for (const auto& [type, body] : content->as_object()) {
      if (!body.as_object().contains("schema")) note("an answer has no schema");
    }
  }
}

void comparison::check_row(const route& row, const json::object& operation) {
  name_ = fmt::format("{} {}", http::to_name(row.verb), row.pattern);
  const json::value* scope = operation.if_contains("x-carnet-scope");
  const std::string_view said = scope != nullptr ? view(scope->as_string()) : std::string_view();
  if (said != row.scope) note(fmt::format("scope is {}, the document says {}", row.scope, said));
  const json::value* key = operation.if_contains("x-carnet-secret");
  const bool secret = key != nullptr && key->as_bool();
  if (secret != row.secret) note("only one of the two says that it is secret");
  if (has_parameter(operation, "header", http::idempotency_key_header) !=
      row.needs_idempotency_key) {
    note("only one of the two demands an Idempotency-Key");
  }
  const json::array& security = operation.at("security").as_array();
  const std::string_view scheme = scheme_of(row.who);
  const bool agrees = scheme.empty()
                          ? security.empty()
                          : security.size() == 1 && security[0].as_object().contains(scheme);
  if (!agrees) note("the security schemes differ");
  check_path_parameters(row, operation);
  check_answers(operation);
}

}  // namespace

std::vector<std::string> openapi_differences(std::string_view text,
                                             const std::vector<route>& table) {
  std::vector<std::string> found;
  json::error_code failed;
  const json::value document = json::parse(text, failed);
  if (failed) return {"the document is not JSON"};
  const json::object& paths = document.at_pointer("/paths").as_object();
  comparison compare(document, found);
  for (const route& row : table) {
    if (row.who == access::node) continue;  // between nodes of one release, not an API
    const json::value* path = paths.if_contains(row.pattern);
    const auto verb = lower(http::to_name(row.verb));
    const json::value* operation = path != nullptr ? path->as_object().if_contains(verb) : nullptr;
    if (operation == nullptr) {
      found.push_back(
          fmt::format("{} {} is not in the document", http::to_name(row.verb), row.pattern));
    } else {
      compare.check_row(row, operation->as_object());
    }
  }
  for (const auto& [pattern, operations] : paths) {
    for (const auto& [verb, operation] : operations.as_object()) {
      const std::string_view path(pattern.data(), pattern.size());
      const std::string_view name(verb.data(), verb.size());
      const bool served = std::ranges::any_of(table, [&](const route& row) {
        return row.pattern == path && lower(http::to_name(row.verb)) == name;
      });
      if (!served) found.push_back(fmt::format("{} {} is served by no route", name, path));
    }
  }
  return found;
}

}  // namespace carnet::openapi
