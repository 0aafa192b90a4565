#include "api/cluster/node.hpp"

#include <fmt/format.h>

#include "api/access/caller.hpp"
#include "api/access/gate.hpp"
#include "api/admin/routes.hpp"
#include "api/cluster/node_routes.hpp"
#include "api/waits/position_header.hpp"
#include "producers/peer/cluster_secret.hpp"

namespace carnet::cluster {
namespace {

constexpr std::chrono::seconds charges_answer_max{5};
constexpr std::chrono::seconds control_spread_max{1};

std::optional<partition_id> home_of(const http::request& in, const http::route& to) {
  switch (to.who) {
    case http::access::api_key:
      return caller_of(in).partition;
    case http::access::admin:
      return control_partition;
    case http::access::open:
      return to.place ? to.place(in) : std::nullopt;
    case http::access::shared_secret:
    case http::access::node:
      return std::nullopt;
  }
  return std::nullopt;
}

bool is_answered_here(const service& app, const http::request& in, const http::route& to) {
  if (to.who == http::access::admin) return admin::is_of_each_node(in);
  return to.who == http::access::api_key && may_answer_here(app, in, to, caller_of(in));
}

forwarding_seams seams_of(const service& app) {
  forwarding_seams seams;
  seams.when_current = [&app](partition_id id, auto by, auto done) {
    app.core.when_current(id, by, std::move(done));
  };
  seams.admit = [&app](http::request& in, const http::route& to) { return admit(app, in, to); };
  seams.home = home_of;
  seams.may_answer_here = [&app](const http::request& in, const http::route& to) {
    return is_answered_here(app, in, to);
  };
  return seams;
}

}  // namespace

bool may_answer_here(const service& app, const http::request& in, const http::route& to,
                     const projections::access& caller) {
  if (caller.partition > app.core.event_partitions()) return false;  // not open here yet
  if (to.any_node) return true;
  const bool reads = in.verb == http::method::get || in.verb == http::method::head;
  if (!reads || to.secret) return false;
  const auto named = position_from(in.headers.get(position_header));
  return named && named->partition == caller.partition &&
         named->sequence <= app.core.state(named->partition).at().sequence;
}

node::~node() { stop(); }

result<std::unique_ptr<node>> node::open(const node_options& options, const service& app) {
  std::unique_ptr<node> made(new node(app));
  if (!options.secret_file.empty()) {
    const auto key = peers::load_cluster_secret(options.secret_file);
    if (!key) return std::unexpected(key.error());
    made->sender_.emplace(sending_node{options.name, peers::mark_writer(*key)});
  }
  auto client = peers::peer_client::open({.ca_file = options.ca_file});
  if (!client) return std::unexpected(client.error());
  made->client_ = std::move(*client);
  auto standing = [self = made.get()](partition_id id) { return self->standing(id); };
  auto seams = seams_of(app);
  seams.standing = standing;
  made->forwarding_ = std::make_unique<forwarding>(std::move(seams), made->sender_, *made->client_);
  made->streams_ = std::make_unique<stream_counts>(standing, made->sender_to(node_streams_path));
  if (!made->sender_) return made;
  made->mails_ = std::make_unique<producers::mail_relay>(*made->client_, *made->sender_);
  made->charges_ = std::make_unique<charge_book>(standing, made->sender_to(node_charges_path));
  made->keep_sending_charges();
  made->keep_telling_streams();
  return made;
}

void node::know_own_url(std::string url) {
  const std::lock_guard lock(mutex_);
  own_url_ = std::move(url);
}

bool node::is_own(const std::string& url) const {
  const std::lock_guard lock(mutex_);
  return url == own_url_;
}

// While this node's lease is over and nobody else has come, the last owner announced is itself.
producers::partition_standing node::standing(partition_id id) const {
  auto stands = app_.core.standing(id);
  if (stands.owner && is_own(stands.owner->url)) stands.owner.reset();
  return stands;
}

http::rate_limiter::verdict node::charge(const projections::access& caller, std::int64_t unix_s) {
  const auto per_minute = caller.limits->requests_per_minute;
  if (!charges_ || per_minute == unlimited) return {};
  return charges_->charge(caller.key.text, per_minute, caller.partition, unix_s);
}

void node::relay_mail(producers::inbound_sink& sink) {
  if (!mails_) return;
  sink.relay_over(*mails_, *client_, [this](partition_id id) { return standing(id); });
}

void node::keep_sending_charges() {
  client_->after(charge_book::pause, [this] {
    charges_->flush(app_.core.now() / us_per_second);
    keep_sending_charges();
  });
}

void node::keep_telling_streams() {
  client_->after(stream_counts::pause, [this] {
    streams_->flush();
    keep_telling_streams();
  });
}

charge_sender node::sender_to(std::string_view path) {
  return [this, path](const auto& to, auto lines, auto done) {
    send_lines(to, path, std::move(lines), std::move(done));
  };
}

void node::send_lines(const producers::owner_place& to, std::string_view path, std::string lines,
                      std::function<void(std::optional<std::string>)> done) {
  if (!sender_) return done(std::nullopt);
  auto request = peers::node_request(
      *sender_, {.url = to.url, .method = "POST", .path = path, .body = std::move(lines)},
      std::chrono::steady_clock::now() + charges_answer_max);
  if (!request) return done(std::nullopt);
  client_->send(std::move(*request), [done = std::move(done)](peers::peer_answer answer) {
    const bool taken = answer.end == peers::exchange_end::answered && answer.status == 200;
    done(taken ? std::optional(std::move(answer.body)) : std::nullopt);
  });
}

std::set<std::string> node::other_owners() const {
  std::set<std::string> urls;
  for (partition_id id = 1; id <= app_.core.event_partitions(); ++id) {
    const auto stands = standing(id);
    if (!stands.here && stands.owner && !stands.owner->url.empty()) urls.insert(stands.owner->url);
  }
  return urls;
}

void node::spread_control(record_sequence sequence, std::function<void()> then) {
  const auto urls = sender_ ? other_owners() : std::set<std::string>();
  // Gone when the last answer has come.
  const std::shared_ptr<void> last(nullptr, [then = std::move(then)](void*) { then(); });
  const std::string path = fmt::format("{}/{}", node_control_path, sequence);
  for (const auto& url : urls) {
    auto request = peers::node_request(*sender_, {.url = url, .method = "GET", .path = path},
                                       std::chrono::steady_clock::now() + control_spread_max);
    if (request) client_->send(std::move(*request), [last](const peers::peer_answer&) {});
  }
}

void node::stop() {
  forwarding_->stop();
  client_->stop();
}

}  // namespace carnet::cluster
