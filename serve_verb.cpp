#include "serve_verb.hpp"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <iterator>
#include <memory>
#include <sstream>

#include "api/cli/log_lines.hpp"
#include "log_flags.hpp"
#include "serve.hpp"
#include "serve_checks.hpp"

namespace carnet {
namespace {

void set_up_logging(bool json) {
  auto log = spdlog::stderr_logger_mt("carnet");
  log->set_formatter(json ? api::cli::json_log_lines() : api::cli::plain_log_lines());
  spdlog::set_default_logger(std::move(log));
}

void add_addresses(CLI::App& verb, serve_options& o) {
  verb.add_option("--http", o.http, "Address of the API, host:port")
      ->envname("CARNET_HTTP")
      ->check(complaint_about_address)
      ->capture_default_str();
  verb.add_option("--smtp", o.smtp, "Address of SMTP, host:port")
      ->envname("CARNET_SMTP")
      ->check(complaint_about_address)
      ->capture_default_str();
  verb.add_option("--mail-domain", o.mail_domain, "Domain of the inboxes")
      ->envname("CARNET_MAIL_DOMAIN")
      ->check(complaint_about_domain)
      ->capture_default_str();
  verb.add_option("--public-url", o.public_url, "How clients reach the API")
      ->envname("CARNET_PUBLIC_URL")
      ->check(complaint_about_url);
  verb.add_option("--cors-origin", o.cors_origins,
                  "Origin that browsers may call from (repeatable)")
      ->envname("CARNET_CORS_ORIGIN")
      ->delimiter(',');
  verb.add_option("--http-threads", o.http_threads, "Event loops of the API")
      ->envname("CARNET_HTTP_THREADS")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
  verb.add_option("--stream-seconds", o.stream_seconds,
                  "How long a realtime stream lasts before its client has to come back")
      ->envname("CARNET_STREAM_SECONDS")
      ->capture_default_str()
      ->check(CLI::Range(1, 1800));
  verb.add_option("--smtp-threads", o.smtp_threads, "Event loops of SMTP")
      ->envname("CARNET_SMTP_THREADS")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
}

void add_storage(CLI::App& verb, serve_options& o) {
  verb.add_option("--data", o.core.data, "Data directory")->envname("CARNET_DATA")->required();
  verb.add_option("--partitions", o.core.partitions,
                  "Partitions of the event log; can be raised later")
      ->envname("CARNET_PARTITIONS")
      ->capture_default_str()
      ->check(CLI::Range(1, 512));
  verb.add_option("--master-key-file", o.core.master_key_file,
                  "Master key; made in the data directory when not given")
      ->envname("CARNET_MASTER_KEY_FILE");
  verb.add_option("--cache-bytes", o.core.cache_bytes, "Block cache of all partitions")
      ->envname("CARNET_CACHE_BYTES")
      ->capture_default_str();
  verb.add_option("--write-buffer-bytes", o.core.write_buffer_bytes,
                  "Rows a partition may hold in memory before they are in files")
      ->envname("CARNET_WRITE_BUFFER_BYTES")
      ->capture_default_str();
  verb.add_option("--free-bytes-min", o.core.free_bytes_min,
                  "Below this much free disk, writes are refused")
      ->envname("CARNET_FREE_BYTES_MIN")
      ->capture_default_str();
  verb.add_option("--content-retention", o.content_retention_days,
                  "Days after squash or expiry until content is shredded; 0: never")
      ->envname("CARNET_CONTENT_RETENTION")
      ->capture_default_str();
  verb.add_option("--clock-offset", o.core.clock_offset_s,
                  "Seconds added to the clock; development only");
}

void add_security(CLI::App& verb, serve_options& o) {
  auto* certificate =
      verb.add_option("--tls-certificate", o.tls_certificate, "PEM chain for HTTP and SMTP")
          ->envname("CARNET_TLS_CERTIFICATE");
  auto* key = verb.add_option("--tls-key", o.tls_key, "PEM key of the certificate")
                  ->envname("CARNET_TLS_KEY");
  certificate->needs(key);
  key->needs(certificate);
  verb.add_option("--inbound-secret", o.inbound_secret,
                  "Shared secret of POST /v1/inbound/raw; off when empty")
      ->envname("CARNET_INBOUND_SECRET");
}

void add_ocsf_topic(CLI::App& verb, std::string& version) {
  verb.add_option(
          "--ocsf-topic", version,
          "Tell what happens on the topic <prefix>.ocsf of the log's Kafka, in this version "
          "of OCSF: 1.1.0, 1.3.0, 1.5.0 or 1.8.0")
      ->envname("CARNET_OCSF_TOPIC");
}

std::optional<schemas::ocsf_version> ocsf_topic_of(const std::string& version,
                                                   const serve_options& o) {
  if (version.empty()) return std::nullopt;
  const auto known = schemas::ocsf_version_from(version);
  if (!known) throw CLI::ValidationError("--ocsf-topic", "it must be 1.1.0, 1.3.0, 1.5.0 or 1.8.0");
  if (!o.core.kafka) throw CLI::ValidationError("--ocsf-topic", "the log is not on Kafka: --log");
  return known;
}

void add_cluster(CLI::App& verb, serve_options& o) {
  verb.add_option("--cluster-secret-file", o.cluster_secret_file,
                  "Secret that all nodes of a log on Kafka share, at least 32 bytes, mode 0600")
      ->envname("CARNET_CLUSTER_SECRET_FILE");
  verb.add_option("--node-id", o.core.node_name, "Name of this node; its host and process")
      ->envname("CARNET_NODE_ID");
  verb.add_option("--node-url", o.node_url,
                  "How other nodes reach this one; the address of the API by default")
      ->envname("CARNET_NODE_URL")
      ->check(complaint_about_url);
  verb.add_option("--cluster-ca-file", o.cluster_ca_file,
                  "PEM certificates that other nodes are trusted by beside the system's")
      ->envname("CARNET_CLUSTER_CA_FILE");
}

void add_outbound(CLI::App& verb, serve_options& o) {
  verb.add_flag("--allow-private-targets", o.outbound.allow_private,
                "Webhooks to http, loopback and private addresses; development only");
  verb.add_option("--webhook-proxy", o.outbound.proxy,
                  "Proxy that webhooks go through, http://[user:password@]host:port")
      ->envname("CARNET_WEBHOOK_PROXY");
  verb.add_option("--webhook-ca-file", o.outbound.ca_file,
                  "PEM certificates that webhooks trust beside the system's")
      ->envname("CARNET_WEBHOOK_CA_FILE");
  verb.add_option("--webhook-threads", o.outbound.threads, "Event loops of webhooks")
      ->envname("CARNET_WEBHOOK_THREADS")
      ->capture_default_str()
      ->check(CLI::Range(1, 64));
}

// The file's members are the flags of `serve`. CLI11 reads a file for the whole program only, so
// each member is sent down to the verb.
class serve_file : public CLI::ConfigTOML {
 public:
  std::vector<CLI::ConfigItem> from_config(std::istream& in) const override {
    std::istringstream text(std::string(std::istreambuf_iterator<char>(in), {}));
    const auto complaint = complaint_about_toml(text.str());
    if (!complaint.empty()) throw CLI::ConfigError("--config: " + complaint);
    auto members = CLI::ConfigTOML::from_config(text);
    for (auto& item : members) {
      if (item.parents.empty()) item.parents = {"serve"};
    }
    return members;
  }
};

}  // namespace

void add_serve_verb(CLI::App& app, int& exit_code) {
  auto* verb = app.add_subcommand("serve", "Run the server");
  auto options = std::make_shared<serve_options>();
  auto json_log = std::make_shared<bool>(false);
  app.config_formatter(std::make_shared<serve_file>());
  app.set_config("--config", "",
                 "Configuration file of `serve` (TOML), members named like its flags");
  app.allow_config_extras(false);
  verb->fallthrough();  // so that --config may follow the verb
  add_addresses(*verb, *options);
  add_storage(*verb, *options);
  const auto log = add_log_flags(*verb);
  add_security(*verb, *options);
  add_outbound(*verb, *options);
  add_cluster(*verb, *options);
  auto ocsf_topic = std::make_shared<std::string>();
  add_ocsf_topic(*verb, *ocsf_topic);
  verb->add_flag("--log-json", *json_log, "Log as JSON lines")->envname("CARNET_LOG_JSON");
  verb->callback([options, json_log, log, ocsf_topic, &exit_code] {
    options->core.kafka = source_of(*log, options->core.data).kafka;
    options->ocsf_topic = ocsf_topic_of(*ocsf_topic, *options);
    set_up_logging(*json_log);
    exit_code = serve(std::move(*options));
  });
}

}  // namespace carnet
