#include "log_flags.hpp"

#include <CLI/CLI.hpp>

namespace carnet {

std::shared_ptr<log_flags> add_kafka_flags(CLI::App& verb) {
  auto flags = std::make_shared<log_flags>();
  storage::kafka_options& kafka = flags->kafka;
  storage::kafka_security& security = kafka.security;
  verb.add_option("--topic-prefix", kafka.topic_prefix,
                  "Prefix of the topics on Kafka; one per installation")
      ->envname("CARNET_TOPIC_PREFIX")
      ->capture_default_str();
  verb.add_option("--kafka-replication", kafka.replication,
                  "Copies of new topics; 0: three, or as many as there are brokers")
      ->envname("CARNET_KAFKA_REPLICATION")
      ->capture_default_str()
      ->check(CLI::Range(0, 32));
  verb.add_flag("--kafka-tls", security.tls, "Reach the brokers over TLS")
      ->envname("CARNET_KAFKA_TLS");
  verb.add_option("--kafka-tls-ca", security.tls_ca, "PEM of the brokers' authority")
      ->envname("CARNET_KAFKA_TLS_CA")
      ->check(CLI::ExistingFile);
  verb.add_option("--kafka-tls-certificate", security.tls_certificate, "PEM of our certificate")
      ->envname("CARNET_KAFKA_TLS_CERTIFICATE")
      ->check(CLI::ExistingFile);
  verb.add_option("--kafka-tls-key", security.tls_key, "PEM of its key")
      ->envname("CARNET_KAFKA_TLS_KEY")
      ->check(CLI::ExistingFile);
  verb.add_option("--kafka-sasl-mechanism", security.sasl_mechanism,
                  "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512")
      ->envname("CARNET_KAFKA_SASL_MECHANISM");
  verb.add_option("--kafka-sasl-username", security.sasl_username, "Name to log in with")
      ->envname("CARNET_KAFKA_SASL_USERNAME");
  verb.add_option("--kafka-sasl-password-file", security.sasl_password_file,
                  "File that holds the password")
      ->envname("CARNET_KAFKA_SASL_PASSWORD_FILE")
      ->check(CLI::ExistingFile);
  return flags;
}

std::shared_ptr<log_flags> add_log_flags(CLI::App& verb) {
  auto flags = add_kafka_flags(verb);
  verb.add_option("--log", flags->url,
                  "Where the log is: kafka://host:port,host:port; in the data directory when not "
                  "given")
      ->envname("CARNET_LOG");
  return flags;
}

producers::log_source source_of(const log_flags& flags, const std::string& data) {
  producers::log_source source{.data = data, .kafka = {}};
  if (flags.url.empty()) {
    if (data.empty()) throw CLI::RequiredError("--data or --log");
    return source;
  }
  auto brokers = storage::kafka_brokers(flags.url);
  if (!brokers) throw CLI::ValidationError("--log", brokers.error().what);
  source.kafka = flags.kafka;
  source.kafka->brokers = std::move(*brokers);
  if (const auto good = storage::check_options(*source.kafka); !good) {
    throw CLI::ValidationError(good.error().what);
  }
  return source;
}

}  // namespace carnet
