// This node among those of a log on Kafka: what it sends to the others and takes from them.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "api/cluster/charge_book.hpp"
#include "api/cluster/forwarding.hpp"
#include "api/cluster/stream_counts.hpp"
#include "api/service.hpp"
#include "producers/ingress/inbound_sink.hpp"

namespace carnet::cluster {

struct node_options {
  std::string name;         // in marks
  std::string secret_file;  // empty: nothing is sent to other nodes, and nothing taken from them
  std::string ca_file;      // trusted for their certificates beside the system's
};

/// Whether a request of the caller may be answered from the copy here although another node owns
/// the project: a stream, or a read that names a position which the copy has reached.
bool may_answer_here(const service& app, const http::request& in, const http::route& to,
                     const projections::access& caller);

class node {
 public:
  /// `app` must outlive it. `invalid_argument` when a file can not be used.
  static result<std::unique_ptr<node>> open(const node_options& options, const service& app);
  ~node();  // stop()

  forwarding& forwards() { return *forwarding_; }
  const forwarding& forwards() const { return *forwarding_; }

  /// Where this node said that others reach it: it sends itself nothing.
  void know_own_url(std::string url);

  /// Counts a request that this node answers for a project of another one.
  http::rate_limiter::verdict charge(const projections::access& caller, std::int64_t unix_s);

  /// Open streams, over all nodes.
  stream_counts& streams() { return *streams_; }

  /// Calls `then` once every owner of a partition has applied this record of control, or after a
  /// second: what an admin was told holds on all of them.
  void spread_control(record_sequence sequence, std::function<void()> then);

  /// Mail for other nodes' mailboxes goes there from now on.
  void relay_mail(producers::inbound_sink& sink);

  /// Reads the other nodes' authorities again; see peers::peer_client.
  result<void> reload_authorities() { return client_->reload_authorities(); }

  /// After the server, whose requests it carries.
  void stop();

 private:
  node(const service& app) : app_(app) {}
  charge_sender sender_to(std::string_view path);
  void send_lines(const producers::owner_place& to, std::string_view path, std::string lines,
                  std::function<void(std::optional<std::string>)> done);
  void keep_sending_charges();
  void keep_telling_streams();
  bool is_own(const std::string& url) const;
  producers::partition_standing standing(partition_id id) const;
  std::set<std::string> other_owners() const;

  const service& app_;
  mutable std::mutex mutex_;  // guards own_url_
  std::string own_url_;
  std::optional<sending_node> sender_;  // none without a secret
  std::unique_ptr<peers::peer_client> client_;
  std::unique_ptr<forwarding> forwarding_;
  std::unique_ptr<charge_book> charges_;  // the same
  std::unique_ptr<stream_counts> streams_;
  std::unique_ptr<producers::mail_relay> mails_;  // the same
};

}  // namespace carnet::cluster
