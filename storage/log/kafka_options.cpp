#include "storage/log/kafka_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <ranges>

namespace carnet::storage {
namespace {

constexpr std::string_view scheme = "kafka://";
constexpr std::size_t prefix_max = 200;  // a topic's name has at most 249 characters
constexpr std::array<std::string_view, 3> mechanisms = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"};

bool is_broker(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  std::uint16_t port = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data() + colon + 1, end, port);
  return read.ec == std::errc() && read.ptr == end && port != 0;
}

bool of_topic_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

result<void> refuse(std::string what) {
  return fail(failure_code::invalid_argument, std::move(what));
}

result<void> check_sasl(const kafka_security& security) {
  if (security.sasl_mechanism.empty()) {
    const bool idle = security.sasl_username.empty() && security.sasl_password_file.empty();
    return idle ? result<void>() : refuse("--kafka-sasl-mechanism is missing");
  }
  if (std::ranges::find(mechanisms, security.sasl_mechanism) == mechanisms.end()) {
    return refuse("--kafka-sasl-mechanism is PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512");
  }
  if (security.sasl_username.empty()) return refuse("--kafka-sasl-username is missing");
  if (security.sasl_password_file.empty()) return refuse("--kafka-sasl-password-file is missing");
  return {};
}

}  // namespace

bool names_kafka(std::string_view url) { return url.starts_with(scheme); }

result<std::string> kafka_brokers(std::string_view url) {
  if (!names_kafka(url)) {
    return fail(failure_code::invalid_argument,
                fmt::format("--log has the form kafka://host:port,host:port, not {}", url));
  }
  const std::string_view brokers = url.substr(scheme.size());
  if (brokers.empty()) {
    return fail(failure_code::invalid_argument, "--log: kafka:// names no host:port");
  }
  for (const auto part : std::views::split(brokers, ',')) {
    const std::string_view broker(part.begin(), part.end());
    if (!is_broker(broker)) {
      return fail(failure_code::invalid_argument,
                  fmt::format("--log: '{}' is no host:port", broker));
    }
  }
  return std::string(brokers);
}

result<void> check_options(const kafka_options& options) {
  const std::string& prefix = options.topic_prefix;
  if (prefix.empty() || prefix.size() > prefix_max || !std::ranges::all_of(prefix, of_topic_name)) {
    return refuse("--topic-prefix has 1 to 200 letters, digits, '.', '_' and '-'");
  }
  const kafka_security& security = options.security;
  if (security.tls_certificate.empty() != security.tls_key.empty()) {
    return refuse("--kafka-tls-certificate and --kafka-tls-key go together");
  }
  if (!security.tls && !(security.tls_ca.empty() && security.tls_certificate.empty())) {
    return refuse("--kafka-tls is missing");
  }
  return check_sasl(security);
}

}  // namespace carnet::storage
