// Making clients: credentials from files, librdkafka's log into ours.
#include "storage/log/kafka_client.hpp"

#include <fmt/core.h>
#include <spdlog/spdlog.h>
#include <syslog.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <mutex>
#include <string_view>

namespace carnet::storage {
namespace {

constexpr std::size_t password_bytes_max = 1024;
// Younger than the oldest library that serves (2.0.2); without them it only waits longer.
constexpr std::array<std::string_view, 2> dispensable{"fetch.queue.backoff.ms",
                                                      "retry.backoff.max.ms"};
constexpr std::chrono::seconds line_pause{5};

// A cluster that is away makes every client complain with every try: one line of a kind in a while.
bool worth_a_line(const char* kind) {
  static std::mutex mutex;  // guards last
  static std::map<std::string, std::chrono::steady_clock::time_point> last;
  const std::lock_guard lock(mutex);
  const auto now = std::chrono::steady_clock::now();
  const auto found = last.find(kind);
  if (found != last.end() && now - found->second < line_pause) return false;
  last.insert_or_assign(kind, now);
  return true;
}

void log_line(const rd_kafka_t* /*client*/, int level, const char* kind, const char* text) {
  if (!worth_a_line(kind)) return;
  if (level <= LOG_ERR) return spdlog::error("kafka: {}", text);
  if (level <= LOG_WARNING) return spdlog::warn("kafka: {}", text);
  if (level <= LOG_INFO) return spdlog::info("kafka: {}", text);
  spdlog::debug("kafka: {}", text);
}

// Without a callback a flush looks only every 10 ms whether all is delivered: half of what a
// transaction took. With one it is woken by the report. Errors show in the transaction.
void wake_flush(rd_kafka_t* /*client*/, const rd_kafka_message_t* /*message*/, void* /*opaque*/) {}

result<std::string> read_password(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string text(password_bytes_max + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  if (text.empty() || text.size() > password_bytes_max) {
    return fail(failure_code::invalid_argument,
                "--kafka-sasl-password-file: " + file.string() + " holds no password");
  }
  return text;
}

result<kafka_settings> security_settings(const kafka_security& security) {
  const bool sasl = !security.sasl_mechanism.empty();
  kafka_settings settings;
  settings["security.protocol"] =
      std::array{"plaintext", "sasl_plaintext", "ssl", "sasl_ssl"}[2 * security.tls + sasl];
  if (!security.tls_ca.empty()) settings["ssl.ca.location"] = security.tls_ca;
  if (!security.tls_certificate.empty()) {
    settings["ssl.certificate.location"] = security.tls_certificate;
    settings["ssl.key.location"] = security.tls_key;
  }
  if (!sasl) return settings;
  const auto password = read_password(security.sasl_password_file);
  if (!password) return std::unexpected(password.error());
  settings["sasl.mechanism"] = security.sasl_mechanism;
  settings["sasl.username"] = security.sasl_username;
  settings["sasl.password"] = *password;
  return settings;
}

using rebalance_callback = void (*)(rd_kafka_t*, rd_kafka_resp_err_t,
                                    rd_kafka_topic_partition_list_t*, void*);

result<kafka_owned<rd_kafka_conf_t>> configuration(const kafka_options& options,
                                                   const kafka_settings& settings) {
  auto all = security_settings(options.security);
  if (!all) return std::unexpected(all.error());
  all->insert(settings.begin(), settings.end());
  all->emplace("bootstrap.servers", options.brokers);
  all->emplace("client.id", "carnet");
  all->emplace("reconnect.backoff.ms", "50");
  all->emplace("reconnect.backoff.max.ms", "1000");
  kafka_owned<rd_kafka_conf_t> conf(rd_kafka_conf_new());
  std::array<char, 512> text{};
  for (const auto& [name, value] : *all) {
    const auto set =
        rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), text.data(), text.size());
    if (set == RD_KAFKA_CONF_OK) continue;
    if (set == RD_KAFKA_CONF_UNKNOWN && std::ranges::count(dispensable, name) > 0) continue;
    // The library's own words may quote the value, and the value may be a password.
    return fail(failure_code::invalid_argument, "Kafka's setting " + name + " is not accepted");
  }
  rd_kafka_conf_set_log_cb(conf.get(), log_line);
  return conf;
}

result<kafka_owned<rd_kafka_t>> make_client(rd_kafka_type_t type,
                                            kafka_owned<rd_kafka_conf_t> conf) {
  std::array<char, 512> text{};
  if (type == RD_KAFKA_PRODUCER) rd_kafka_conf_set_dr_msg_cb(conf.get(), wake_flush);
  kafka_owned<rd_kafka_t> client(rd_kafka_new(type, conf.get(), text.data(), text.size()));
  if (!client) {
    return fail(failure_code::invalid_argument, fmt::format("Kafka's client: {}", text.data()));
  }
  static_cast<void>(conf.release());  // the client's from here on
  return client;
}

}  // namespace

result<kafka_owned<rd_kafka_t>> open_kafka_client(rd_kafka_type_t type,
                                                  const kafka_options& options,
                                                  const kafka_settings& settings) {
  auto conf = configuration(options, settings);
  if (!conf) return std::unexpected(conf.error());
  return make_client(type, std::move(*conf));
}

result<kafka_owned<rd_kafka_t>> open_group_consumer(const kafka_options& options,
                                                    const kafka_settings& settings,
                                                    rebalance_callback on_rebalance, void* self) {
  auto conf = configuration(options, settings);
  if (!conf) return std::unexpected(conf.error());
  rd_kafka_conf_set_opaque(conf->get(), self);
  rd_kafka_conf_set_rebalance_cb(conf->get(), on_rebalance);
  auto client = make_client(RD_KAFKA_CONSUMER, std::move(*conf));
  if (client) rd_kafka_poll_set_consumer(client->get());
  return client;
}

result<kafka_owned<rd_kafka_t>> open_kafka_reader(const kafka_options& options) {
  return open_kafka_client(RD_KAFKA_CONSUMER, options,
                           {{"isolation.level", "read_committed"},
                            {"enable.partition.eof", "true"},
                            {"enable.auto.commit", "false"},
                            {"check.crcs", "true"},
                            {"auto.offset.reset", "error"},
                            // What is asked for next waits for a fetch that is under way.
                            {"fetch.wait.max.ms", "50"},
                            {"fetch.error.backoff.ms", "50"},
                            {"fetch.queue.backoff.ms", "10"},
                            {"fetch.message.max.bytes", "4194304"},
                            {"queued.max.messages.kbytes", "16384"}});
}

result<kafka_owned<rd_kafka_t>> open_kafka_asker(const kafka_options& options) {
  return open_kafka_client(RD_KAFKA_CONSUMER, options, {{"isolation.level", "read_uncommitted"}});
}

failure kafka_failure(rd_kafka_resp_err_t error, const std::string& doing,
                      const std::string& detail) {
  auto code = failure_code::io;
  switch (error) {
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
      code = failure_code::timed_out;
      break;
    case RD_KAFKA_RESP_ERR__FENCED:
    case RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH:
    case RD_KAFKA_RESP_ERR_PRODUCER_FENCED:
      code = failure_code::fenced;
      break;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_INVALID_CONFIG:
    case RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR:
      code = failure_code::invalid_argument;
      break;
    // What lies before an offset was deleted, though a log is never to lose its beginning.
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
      code = failure_code::corrupt;
      break;
    default:
      break;
  }
  return {code, fmt::format("kafka: {}: {}", doing,
                            detail.empty() ? std::string(rd_kafka_err2str(error)) : detail)};
}

int kafka_wait(std::chrono::steady_clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto now = std::chrono::steady_clock::now();
  if (deadline <= now) return 0;
  const auto left = std::chrono::ceil<milliseconds>(deadline - now).count();
  return static_cast<int>(std::min<std::int64_t>(left, std::numeric_limits<int>::max()));
}

}  // namespace carnet::storage
