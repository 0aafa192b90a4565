// Commands of one event each, as fast as the writers take them: extensions of identities, each with
// its command id and its kept answer, straight to the partitions of an installation whose log lies
// on Kafka. Prints one JSON line.
//
//   kafka_commands BROKERS PREFIX DIRECTORY PARTITIONS IN_FLIGHT SECONDS
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "producers/installation/installation.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace {

using namespace carnet;
using std::chrono::steady_clock;

constexpr std::size_t identities = 256;    // of each partition
constexpr std::size_t answer_bytes = 403;  // as the API gives
constexpr std::size_t profile_bytes = 120;
constexpr auto ready_wait_max = std::chrono::seconds(60);

plan without_limits() {
  plan all;
  all.live_identities = unlimited;
  all.ttl_hours = 24 * 36500;
  all.bulk_create = identities;
  return all;
}

template <class Id>
Id fresh_id() {
  Id id{crypto::random_string(12)};
  for (char& letter : id.text) letter = "abcdefghijklmnopqrstuvwxyz234567"[letter & 31];
  return id;
}

// The commands of one partition: each that ends begins the next one.
class stream_of_commands {
 public:
  stream_of_commands(producers::installation& core, partition_id partition)
      : core_(core), partition_(partition), project_(fresh_id<project_id>()) {}

  // Makes the identities; waits for them.
  void prepare() {
    provision_identities all;
    all.bulk = true;
    for (std::size_t n = 0; n < identities; ++n) {
      ids_.push_back(fresh_id<identity_id>());
      all.items.push_back({ids_.back(),
                           crypto::random_string(16),
                           crypto::random_string(profile_bytes),
                           {},
                           seconds_per_hour});
    }
    submit(std::move(all));
    while (done_ == 0) std::this_thread::yield();
  }

  void begin(std::size_t in_flight) {
    running_ = true;
    done_ = 0;
    for (std::size_t n = 0; n < in_flight; ++n) next();
  }

  // No more are begun; waits for those in flight.
  std::size_t end() {
    running_ = false;
    const std::size_t count = done_;
    while (in_flight_ > 0) std::this_thread::yield();
    return count;
  }

 private:
  void next() { submit(extend_identity{ids_[next_++ % identities], 1}); }

  void submit(producers::command wish) {
    producers::submission s;
    s.command_id = crypto::random_string(16);
    s.seed = crypto::random_string(16);
    s.project = project_;
    s.limits = without_limits();
    s.wish = std::move(wish);
    s.render = [](const producers::decided_view&) {
      return producers::reply{200, std::string(answer_bytes, 'a')};
    };
    s.done = [this](const producers::completion& answer) { ended(answer); };
    ++in_flight_;
    core_.submit(partition_, std::move(s));
  }

  void ended(const producers::completion& answer) {
    if (!std::holds_alternative<producers::committed>(answer)) {
      std::cerr << "kafka_commands: a command was not committed\n";
      std::_Exit(1);
    }
    ++done_;
    if (running_) next();
    --in_flight_;
  }

  producers::installation& core_;
  const partition_id partition_;
  const project_id project_;
  std::vector<identity_id> ids_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> done_{0};
  std::atomic<std::size_t> in_flight_{0};
  std::atomic<bool> running_{false};
};

bool await_ownership(const producers::installation& core, partition_id partitions) {
  const auto deadline = steady_clock::now() + ready_wait_max;
  for (partition_id id = 0; id <= partitions; ++id) {
    while (!core.standing(id).here) {
      if (steady_clock::now() > deadline) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) return 64;
  producers::installation_options options;
  options.kafka.emplace();
  options.kafka->brokers = argv[1];
  options.kafka->topic_prefix = argv[2];
  options.data = argv[3];
  options.master_key_file = options.data.string() + ".key";
  options.partitions = static_cast<partition_id>(std::atoi(argv[4]));
  const auto in_flight = static_cast<std::size_t>(std::atoi(argv[5])) / options.partitions;
  auto core = producers::installation::open(options);
  if (!core) {
    std::cerr << "kafka_commands: " << core.error().what << '\n';
    return 1;
  }
  (*core)->start();
  if (!await_ownership(**core, options.partitions)) return 1;
  std::vector<std::unique_ptr<stream_of_commands>> streams;
  for (partition_id id = 1; id <= options.partitions; ++id) {
    streams.push_back(std::make_unique<stream_of_commands>(**core, id));
    streams.back()->prepare();
  }
  const auto begun = steady_clock::now();
  for (auto& one : streams) one->begin(in_flight);
  std::this_thread::sleep_for(std::chrono::seconds(std::atoi(argv[6])));
  std::size_t total = 0;
  for (auto& one : streams) total += one->end();
  const std::chrono::duration<double> spent = steady_clock::now() - begun;
  std::cout << fmt::format(R"({{"commands":{},"rate":{:.0f}}})"
                           "\n",
                           total, static_cast<double>(total) / spent.count());
  (*core)->stop();
  return 0;
}
