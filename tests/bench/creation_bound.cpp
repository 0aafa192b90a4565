// The least a durable creation can cost on this stack: the HTTP server, the seals and hashes that
// the design asks for, and one record with one data key on the embedded log, synced by the batch.
// No state, no JSON, no decision, no idempotency: what POST /v1/identities has to do on top is
// missing on purpose. creation_bound.sh puts its rate beside this server's own /healthz.
#include <fmt/format.h>

#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "api/http/completion.hpp"
#include "api/http/operations_routes.hpp"
#include "api/http/server.hpp"
#include "storage/crypto/hmac_sha256.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/log/embedded_log.hpp"
#include "storage/vault/sealing.hpp"

namespace {

using namespace carnet;
using namespace carnet::http;

// As a creation of the benchmark leaves them: `carnet log dump` and the answer's Content-Length.
constexpr std::size_t record_bytes = 936;
constexpr std::size_t answer_bytes = 422;
constexpr std::size_t profile_bytes = 120;

struct waiting_creation {
  exchange reply;
  std::string record;
  storage::key_change key;
};

class log_writer {
 public:
  explicit log_writer(storage::event_log& log)
      : log_(log), epoch_(*log.acquire()), next_(*log.end() + 1), thread_([this] { run(); }) {}
  ~log_writer() {
    submit({});
    thread_.join();
  }

  void submit(waiting_creation one) {
    {
      const std::scoped_lock guard(lock_);
      waiting_.push_back(std::move(one));
    }
    arrived_.notify_one();
  }

 private:
  // An empty exchange ends it.
  void run() {
    std::vector<waiting_creation> batch;
    for (bool going = true; going; batch.clear()) {
      {
        std::unique_lock guard(lock_);
        arrived_.wait(guard, [this] { return !waiting_.empty(); });
        batch.swap(waiting_);
      }
      going = static_cast<bool>(batch.back().reply);
      if (going) commit(batch);
    }
  }

  void commit(std::vector<waiting_creation>& batch) {
    storage::record_batch records;
    for (auto& one : batch) {
      records.records.push_back(one.record);
      records.keys.push_back(std::move(one.key));
    }
    if (log_.append(epoch_, next_, records) != storage::append_outcome::committed) std::abort();
    next_ += batch.size();
    const completion_batch one_wake;
    for (auto& one : batch) one.reply.send(response{.body = std::string(answer_bytes, 'a')});
  }

  storage::event_log& log_;
  const writer_epoch epoch_;
  record_sequence next_;
  std::mutex lock_;  // guards waiting_
  std::condition_variable arrived_;
  std::vector<waiting_creation> waiting_;
  std::thread thread_;
};

// Three seals (the data key under the master key, the profile, the kept answer), four keyed hashes
// (address, tag, command, request), two plain ones (the API key, the record).
waiting_creation prepare(const request& in, exchange reply, const crypto::hmac_sha256& index,
                         const storage::data_key& master) {
  const std::string id = crypto::random_string(16);
  const std::string drawn = crypto::random_string(32);
  const storage::data_key key = *storage::data_key::from_bytes(drawn);
  std::string record = id + storage::seal(key, id, "profile", std::string(profile_bytes, 'p')) +
                       storage::seal(master, id, "reply", std::string(answer_bytes, 'r'));
  for (const std::string_view one : {std::string_view(id), std::string_view(drawn),
                                     std::string_view(in.body), std::string_view(in.target)}) {
    record += crypto::as_view(index(one));
  }
  record += crypto::as_view(crypto::sha256(in.headers.get("Authorization")));
  record.resize(record_bytes, 'f');
  record.replace(record_bytes - 32, 32, crypto::as_view(crypto::sha256(record)));
  return {std::move(reply), std::move(record), {id, storage::seal(master, id, "key", drawn)}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: creation_bound PORT DIRECTORY\n");
    return 2;
  }
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  auto log = storage::open_embedded_log(argv[2], {});
  if (!log) return 1;
  log_writer writer((*log)->partition(0));
  const crypto::hmac_sha256 index(crypto::random_string(32));
  const storage::data_key master = storage::data_key::random();
  server_options options;
  options.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  options.metrics = std::make_shared<request_metrics>();
  std::vector<route> table;
  append_operations_routes(table, {.not_ready = {}, .metrics = {options.metrics}, .openapi = "{}"});
  auto create = [&](request& in, exchange reply) {
    writer.submit(prepare(in, std::move(reply), index, master));
  };
  table.push_back({method::post, "/create", create, access::open, {}, body_kind::raw});
  auto started = server::start(std::move(options), std::move(table));
  if (!started) return 1;
  int signal = 0;
  sigwait(&stop_signals, &signal);
  (*started)->stop(std::chrono::seconds(5));
  return 0;
}
