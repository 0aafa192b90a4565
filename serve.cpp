// Composition of the server: build, start, wait for signals, stop in the opposite order.
#include "serve.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <csignal>
#include <fstream>

#include "api/access/gate.hpp"
#include "api/admin/routes.hpp"
#include "api/aidenid/revision.hpp"
#include "api/aidenid/routes.hpp"
#include "api/cli/admin_command.hpp"
#include "api/cluster/node.hpp"
#include "api/cluster/node_routes.hpp"
#include "api/exports/part_renderer.hpp"
#include "api/exports/routes.hpp"
#include "api/http/completion.hpp"
#include "api/http/operations_routes.hpp"
#include "api/http/server.hpp"
#include "api/inbound/raw_route.hpp"
#include "api/metrics/forward_metrics.hpp"
#include "api/metrics/partition_states.hpp"
#include "api/metrics/server_metrics.hpp"
#include "api/metrics/topic_metrics.hpp"
#include "api/metrics/webhook_metrics.hpp"
#include "api/metrics/work_metrics.hpp"
#include "api/openapi/document.hpp"
#include "api/realtime/routes.hpp"
#include "api/realtime/stream_hub.hpp"
#include "api/sinks/routes.hpp"
#include "api/tasks/task_thread.hpp"
#include "api/tls/current_ssl.hpp"
#include "api/waits/position_waits.hpp"
#include "api/waits/wait_list.hpp"
#include "processors/ocsf/topic_publisher.hpp"
#include "processors/partition_processors.hpp"
#include "producers/ingress/inbound_sink.hpp"
#include "producers/smtp/smtp_service.hpp"
#include "producers/tls/tls_context.hpp"

namespace carnet {
namespace {

constexpr std::chrono::seconds drain_max{10};

struct host_port {
  std::string host;
  std::uint16_t port = 0;
};

result<host_port> split_address(const std::string& text) {
  const auto colon = text.rfind(':');
  host_port out;
  if (colon != std::string::npos) {
    out.host = text.substr(0, colon);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, out.port);
    if (read.ec == std::errc() && read.ptr == end && !out.host.empty()) return out;
  }
  return fail(failure_code::invalid_argument, "an address has the form host:port, not " + text);
}

// Everything that lives as long as the server, in the order in which it is made.
struct running_server {
  explicit running_server(serve_options o) : options(std::move(o)) {}
  // After a start that failed: its writers call what is made after it.
  ~running_server() {
    if (core) core->stop();
  }

  serve_options options;
  std::shared_ptr<tls_context> tls;       // of the files given, or none
  std::shared_ptr<tls_context> smtp_tls;  // the same, or self-signed
  std::unique_ptr<producers::installation> core;
  wait_list waits;
  position_waits positions;
  task_thread tasks{8};
  task_thread walks{1024};
  http::rate_limiter limiter;
  http::hold_counter parked;
  http::hold_counter attempts_by_hand;
  std::unique_ptr<outbound::http_sender> sender;
  realtime::stream_hub streams;
  http::hold_counter stream_places;
  std::optional<service> app;
  std::unique_ptr<cluster::node> nodes;  // none on an embedded log
  std::unique_ptr<processors::partition_processors> processors;
  std::unique_ptr<processors::topic_publisher> topic;  // none unless it is asked for
  std::unique_ptr<producers::inbound_sink> sink;
  std::unique_ptr<smtp_service> smtp;
  std::unique_ptr<http::server> web;

  result<void> open();
  result<void> open_tls();
  result<void> open_nodes();
  result<void> start_smtp();
  result<void> start_http();
  void write_address() const;
  void join();
  void stop();
};

result<void> running_server::open_tls() {
  if (!options.tls_certificate.empty()) {
    auto loaded = tls_context::from_files({options.tls_certificate, options.tls_key});
    if (!loaded) return std::unexpected(loaded.error());
    tls = smtp_tls = *loaded;
    return {};
  }
  auto made = tls_context::self_signed({options.mail_domain, "localhost", "127.0.0.1"});
  if (!made) return std::unexpected(made.error());
  smtp_tls = *made;
  return {};
}

// The other nodes of a log on Kafka. On an embedded log there are none, and no request is looked at
// for where it belongs.
result<void> running_server::open_nodes() {
  if (!options.core.kafka) return {};
  auto opened = cluster::node::open({.name = options.http,
                                     .secret_file = options.cluster_secret_file,
                                     .ca_file = options.cluster_ca_file},
                                    *app);
  if (!opened) return std::unexpected(opened.error());
  nodes = std::move(*opened);
  app->nodes = nodes.get();
  if (options.cluster_secret_file.empty()) {
    spdlog::warn("without --cluster-secret-file this node forwards no requests and takes none");
  }
  return {};
}

result<void> running_server::open() {
  options.core.alone = options.cluster_secret_file.empty();
  if (auto done = open_tls(); !done) return done;
  options.core.bracket = [](const std::function<void()>& answers) {
    const http::completion_batch together;
    answers();
  };
  options.core.on_fatal = [](const failure& why) {
    spdlog::critical("the partition can not go on: {}", why.what);
    std::_Exit(70);  // nothing may be answered any more; the log is the recovery
  };
  auto opened = producers::installation::open(options.core);
  if (!opened) return std::unexpected(opened.error());
  core = std::move(*opened);
  auto sending = outbound::http_sender::open(options.outbound);
  if (!sending) return std::unexpected(sending.error());
  sender = std::move(*sending);
  app.emplace(service{*core, waits, positions, tasks, walks, limiter, parked, attempts_by_hand,
                      *sender, streams, stream_places, options.mail_domain, options.public_url,
                      options.inbound_secret, options.outbound.allow_private,
                      std::chrono::seconds(options.stream_seconds)});
  if (auto done = open_nodes(); !done) return done;
  core->listen([this](partition_id id, auto changes) {
    waits.notify(changes);
    streams.notify(changes);
    if (positions.any()) positions.reached({id, core->state(id).at().sequence});
  });
  processors::processor_settings settings{
      options.content_retention_days,
      [this](auto request, auto done) { sender->send(std::move(request), std::move(done)); },
      options.outbound.allow_private,
      [this](partition_id partition, const project_id& project, const export_created& facts) {
        return exports::open_parts(*app, project, partition, facts);
      }};
  processors = std::make_unique<processors::partition_processors>(*core, std::move(settings));
  if (options.ocsf_topic) {
    topic = std::make_unique<processors::topic_publisher>(*core, *options.core.kafka,
                                                          *options.ocsf_topic);
  }
  core->start();
  sink = std::make_unique<producers::inbound_sink>(*core, options.mail_domain);
  if (nodes) nodes->relay_mail(*sink);
  return {};
}

result<void> running_server::start_smtp() {
  const auto at = split_address(options.smtp);
  if (!at) return std::unexpected(at.error());
  smtp_config config;
  config.hostname = options.mail_domain;
  config.address = at->host;
  config.port = at->port;
  config.tls = smtp_tls;
  smtp = std::make_unique<smtp_service>(options.smtp_threads, std::move(config), *sink);
  return smtp->start();
}

result<void> running_server::start_http() {
  const auto at = split_address(options.http);
  if (!at) return std::unexpected(at.error());
  http::server_options web_options;
  web_options.address = at->host;
  web_options.port = at->port;
  web_options.threads = options.http_threads;
  web_options.cors_origins = options.cors_origins;
  web_options.name_revision = [](http::request& in) { aidenid::name_revision(in, {}); };
  web_options.gate = [this](http::request& in, const http::route& to) {
    return admit(*app, in, to);
  };
  if (nodes) {
    web_options.direct = [this](auto& in, const auto& to, auto& reply) {
      return nodes->forwards().take(in, to, reply);
    };
    web_options.vouched = [this](const http::request& in) {
      return nodes->forwards().is_vouched(in);
    };
  }
  web_options.log = [](const std::string& what) { spdlog::error("http: {}", what); };
  web_options.metrics = std::make_shared<http::request_metrics>();
  if (tls) web_options.tls_context = [this] { return current_ssl(*tls); };
  std::vector<http::route> table;
  aidenid::append_routes(table, *app);
  realtime::append_routes(table, *app);
  exports::append_routes(table, *app);
  sinks::append_routes(table, *app);
  admin::append_routes(table, *app);
  append_inbound_route(table, *sink);
  if (nodes) cluster::append_node_routes(table, *app, *sink);
  std::vector<std::shared_ptr<prometheus::Collectable>> metrics{
      web_options.metrics,
      std::make_shared<server_metrics>(*core, *smtp, waits, positions, streams),
      std::make_shared<webhook_metrics>(processors->deliveries(), processors->sinks(),
                                        sender->counters()),
      std::make_shared<work_metrics>(*core)};
  if (nodes) metrics.push_back(std::make_shared<forward_metrics>(nodes->forwards()));
  if (topic)
    metrics.push_back(
        std::make_shared<topic_metrics>(topic->counters(), [this] { return core->now(); }));
  http::append_operations_routes(
      table, {[this] { return core->not_ready(); }, [this] { return partition_states(*core); },
              std::move(metrics), openapi::document()});
  auto started = http::server::start(std::move(web_options), std::move(table));
  if (!started) return std::unexpected(started.error());
  web = std::move(*started);
  return {};
}

// Where `carnet admin` finds this server.
void running_server::write_address() const {
  const auto host = split_address(options.http)->host;
  const auto file = options.core.data / api::cli::address_file;
  const auto fresh = file.string() + ".new";
  std::ofstream(fresh) << fmt::format(R"({{"host":"{}","port":{},"smtpPort":{},"{}":"{}"}})", host,
                                      web->port(), smtp->port(), api::cli::certificate_member,
                                      tls ? tls->current_hash() : "");
  std::filesystem::rename(fresh, file);
}

// The line a person or a script waits for. Other nodes may send requests from here on.
void running_server::join() {
  const auto host = split_address(options.http)->host;
  spdlog::info("ready: http {}:{} smtp {} mail domain {}", host, web->port(), smtp->port(),
               options.mail_domain);
  auto url = options.node_url.empty()
                 ? fmt::format("{}://{}:{}", tls ? "https" : "http", host, web->port())
                 : options.node_url;
  if (nodes) nodes->know_own_url(url);
  core->announce(std::move(url));
}

void running_server::stop() {
  std::error_code ignored;
  std::filesystem::remove(options.core.data / api::cli::address_file, ignored);
  core->leave();
  if (nodes) nodes->forwards().begin_drain();
  smtp->stop();
  web->stop(drain_max);
  if (nodes) nodes->stop();
  tasks.stop();
  walks.stop();
  core->stop();
  processors->stop();
  if (topic) topic->stop();
  sender->stop();
}

void reload_certificates(running_server& server) {
  if (const auto done = server.smtp_tls->reload(); done) {
    server.write_address();
    spdlog::info("certificates reloaded");
  } else {
    spdlog::error("certificates not reloaded: {}", done.error().what);
  }
  if (!server.nodes) return;
  if (const auto done = server.nodes->reload_authorities(); !done) {
    spdlog::error("the other nodes' authorities not reloaded: {}", done.error().what);
  }
}

int complain(const failure& why) {
  spdlog::critical("carnet serve: {}", why.what);
  return 1;
}

}  // namespace

int serve(serve_options options) {
  // Blocked before any thread is made, so that only this one takes them.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, one);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  if (options.core.clock_offset_s != 0) {
    spdlog::warn("THE CLOCK IS OFFSET by {} s: for development only", options.core.clock_offset_s);
  }
  if (options.outbound.allow_private) {
    spdlog::warn("WEBHOOKS MAY REACH PRIVATE ADDRESSES: for development only");
  }
  running_server server(std::move(options));
  if (auto done = server.open(); !done) return complain(done.error());
  if (auto done = server.start_smtp(); !done) return complain(done.error());
  if (auto done = server.start_http(); !done) return complain(done.error());
  server.write_address();
  server.join();
  for (int signal = 0;;) {
    sigwait(&signals, &signal);
    if (signal != SIGHUP) break;
    reload_certificates(server);
  }
  spdlog::info("stopping");
  server.stop();
  spdlog::info("stopped");
  return 0;
}

}  // namespace carnet
