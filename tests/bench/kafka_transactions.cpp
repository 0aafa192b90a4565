// Bare librdkafka transactions of one record, at a given rate: what a durable write on Kafka costs
// before anything of ours is on top. Prints one JSON line with the quantiles of begin to committed.
//
//   kafka_transactions BROKERS TOPIC BYTES RATE SECONDS [woken|plain]
//
// By default as the library's own examples do it: without a delivery report, so that the flush in a
// commit looks only every 10 ms whether all is stored. `woken`: with one, as the server has it.
// `plain`: no transaction, one record that all replicas in sync have (acks=all).
#include <rdkafka.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using std::chrono::steady_clock;

constexpr int wait_ms = 30'000;

void finish(rd_kafka_error_t* error) {
  if (error == nullptr) return;
  std::fprintf(stderr, "kafka_transactions: %s\n", rd_kafka_error_string(error));
  std::exit(1);
}

rd_kafka_t* open_producer(const char* brokers, std::string_view how) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", brokers, nullptr, 0);
  rd_kafka_conf_set(conf, "linger.ms", "0", nullptr, 0);
  rd_kafka_conf_set(conf, "acks", "all", nullptr, 0);
  if (!how.empty()) rd_kafka_conf_set_dr_msg_cb(conf, [](auto*, const auto*, void*) {});
  if (how != "plain")
    rd_kafka_conf_set(conf, "transactional.id", "carnet.bench.transactions", nullptr, 0);
  rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
  if (how != "plain") finish(rd_kafka_init_transactions(client, wait_ms));
  return client;
}

void write_one(rd_kafka_t* client, rd_kafka_topic_t* topic, std::string& record, bool plain) {
  if (!plain) finish(rd_kafka_begin_transaction(client));
  rd_kafka_produce(topic, 0, 0, record.data(), record.size(), nullptr, 0, nullptr);
  if (!plain) return finish(rd_kafka_commit_transaction(client, wait_ms));
  while (rd_kafka_outq_len(client) != 0) rd_kafka_poll(client, wait_ms);
}

double quantile(const std::vector<double>& sorted, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
  return sorted[at];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 && argc != 7) return 64;
  std::string record(std::strtoul(argv[3], nullptr, 10), 'r');
  const auto period = std::chrono::duration<double>(1 / std::atof(argv[4]));
  const std::string_view how = argc == 7 ? argv[6] : "";
  rd_kafka_t* client = open_producer(argv[1], how);
  rd_kafka_topic_t* topic = rd_kafka_topic_new(client, argv[2], nullptr);
  const auto begun = steady_clock::now();
  const auto end = begun + std::chrono::seconds(std::atoi(argv[5]));
  auto next = begun;
  std::vector<double> took;
  while (next < end) {
    std::this_thread::sleep_until(next);
    const auto started = steady_clock::now();
    write_one(client, topic, record, how == "plain");
    const auto done = steady_clock::now();
    took.push_back(std::chrono::duration<double, std::milli>(done - started).count());
    // Later than the schedule: the next one begins at once, and the rate is not reached.
    next = std::max(done, next + std::chrono::duration_cast<steady_clock::duration>(period));
  }
  const std::chrono::duration<double> spent = steady_clock::now() - begun;
  std::sort(took.begin(), took.end());
  std::printf(R"({"rate":%.1f,"p50":%.2f,"p99":%.2f})"
              "\n",
              static_cast<double>(took.size()) / spent.count(), quantile(took, 0.5),
              quantile(took, 0.99));
  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(client);
}
