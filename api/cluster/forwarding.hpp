// Any address works for any client: what a request is about decides which node answers it. Asked
// before every handler in a deployment of several nodes.
//
//   unknown key or token ── the copy of control catches up ──▶ asked again ──▶ 401, or on
//   owned here ──▶ handler, as the owner
//   a read that any node may answer ──▶ handler
//   came from another node ──▶ 503 not_owner: one hop, never a second
//   owned elsewhere ──▶ that node; what it surely did not process, and what may be sent twice, is
//                       tried again until the deadline, wherever the partition is by then
//   owned by nobody yet ──▶ waits, then asked again; 503 unavailable when this node stops
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/cluster/forward_counters.hpp"
#include "api/cluster/relayed_request.hpp"
#include "api/cluster/waiting_room.hpp"
#include "api/http/route.hpp"
#include "producers/cluster/ownership.hpp"
#include "producers/peer/peer_client.hpp"

namespace carnet::cluster {

/// What forwarding asks of the rest of the program; tests bring their own.
struct forwarding_seams {
  std::function<producers::partition_standing(partition_id)> standing;
  std::function<void(partition_id, std::chrono::steady_clock::time_point,
                     std::move_only_function<void(bool)>)>
      when_current;
  /// The gate: sets the principal, or gives why not.
  std::function<std::optional<http::problem>(http::request&, const http::route&)> admit;
  /// The partition of a request that passed the gate; none: any node answers.
  std::function<std::optional<partition_id>(const http::request&, const http::route&)> home;
  /// Whether a read may be answered from the copy here although another node owns its partition.
  std::function<bool(const http::request&, const http::route&)> may_answer_here;
};

class forwarding {
 public:
  /// Without `node` nothing is forwarded: what another node owns is answered not_owner.
  forwarding(forwarding_seams seams, std::optional<sending_node> node, peers::peer_client& client)
      : seams_(std::move(seams)), node_(std::move(node)), client_(client) {}

  /// Whether the request is answered elsewhere or later, and the exchange taken. On the
  /// connection's event loop.
  bool take(http::request& in, const http::route& to, http::exchange& reply);

  /// Whether what this node says as the owner may still be said.
  bool is_vouched(const http::request& in) const;

  /// Reads the mark of a request that another node forwards; the gate calls it first.
  void read_mark(http::request& in);

  /// This node is about to stop, and what it owned has its next owner if there is one: waiting
  /// reads of others' projects are answered with what there is, and soon nobody waits for an owner
  /// any more, but is answered unavailable.
  void begin_drain();

  /// Ends the waiting; before the client is stopped.
  void stop() { room_.stop(); }

  const forward_counters& counters() const { return counters_; }
  std::size_t waiting() const { return room_.waiting(); }

 private:
  struct attempt;
  using time = std::chrono::steady_clock::time_point;

  void settle_doubt(http::request& in, http::exchange& reply);
  bool count_after_all(http::request& in, const http::route& to, http::exchange& reply);
  bool admit_again(http::request& in, const http::route& to, http::exchange& reply);
  void send_on(http::request& in, partition_id home, producers::partition_standing stands,
               http::exchange& reply);
  void try_owner(http::request& in, partition_id home, const producers::owner_place& owner,
                 http::exchange& reply);
  std::chrono::seconds wait_left(const http::request& in) const;
  void wait_for_owner(http::exchange reply);
  bool may_wait_for_owner() const;
  void ended(attempt& tried, peers::peer_answer answer);
  bool is_down(const std::string& url);
  void mark_down(const std::string& url);

  const forwarding_seams seams_;
  const std::optional<sending_node> node_;
  peers::peer_client& client_;
  forward_counters counters_;
  time drain_patience_ends_{};  // set before draining_
  std::atomic<bool> draining_{false};
  waiting_room room_;
  std::mutex mutex_;  // guards down_
  std::unordered_map<std::string, time> down_;
};

}  // namespace carnet::cluster
