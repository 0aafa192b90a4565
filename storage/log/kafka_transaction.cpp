// Begin, produce, commit; and what each error of these means for the batch.
#include "storage/log/kafka_transaction.hpp"

#include <array>

namespace carnet::storage {
namespace {

using std::chrono::steady_clock;
using error_handle = kafka_owned<rd_kafka_error_t>;

constexpr std::chrono::seconds abort_wait_max{5};

bool means_fenced(rd_kafka_resp_err_t code) {
  return code == RD_KAFKA_RESP_ERR__FENCED || code == RD_KAFKA_RESP_ERR_PRODUCER_FENCED ||
         code == RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH;
}

kafka_settings transaction_settings(const kafka_options& options, const std::string& id) {
  // The coordinator aborts what stays open longer; an append has given up well before.
  const auto timeout = std::to_string(3 * options.append_wait_max.count());
  return {{"transactional.id", id},
          {"transaction.timeout.ms", timeout},
          {"linger.ms", "0"},  // a batch is complete when it is produced
          // Of messages that name no partition: as Java's producers spread their keys.
          {"partitioner", "murmur2_random"},
          {"retry.backoff.ms", "20"},
          {"retry.backoff.max.ms", "500"},
          {"message.max.bytes", "1000000"}};
}

}  // namespace

result<kafka_transactor> kafka_transactor::open(const kafka_options& options, const std::string& id,
                                                steady_clock::time_point deadline) {
  for (;;) {
    auto client = open_kafka_client(RD_KAFKA_PRODUCER, options, transaction_settings(options, id));
    if (!client) return std::unexpected(client.error());
    error_handle error;
    do {
      error.reset(rd_kafka_init_transactions(client->get(), kafka_wait(deadline)));
    } while (error && rd_kafka_error_is_retriable(error.get()) && steady_clock::now() < deadline);
    if (!error) return kafka_transactor(std::move(*client));
    const bool in_turn = means_fenced(rd_kafka_error_code(error.get()));
    if (in_turn && steady_clock::now() < deadline) continue;  // another open() came between: again
    return std::unexpected(kafka_failure(rd_kafka_error_code(error.get()),
                                         "take the fence of " + id,
                                         rd_kafka_error_string(error.get())));
  }
}

bool kafka_transactor::produce(const kafka_message& message) {
  std::array<rd_kafka_vu_t, 4> parts{};
  parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
  parts[0].u.cstr = message.place->topic.c_str();
  parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
  parts[1].u.i32 = message.place->partition;
  std::size_t count = 2;
  const auto add = [&](rd_kafka_vtype_t type, std::string_view bytes) {
    parts[count].vtype = type;
    // Kept by the caller until the transaction has ended, and not written to.
    parts[count].u.mem.ptr = const_cast<char*>(bytes.data());
    parts[count].u.mem.size = bytes.size();
    ++count;
  };
  if (message.keyed) add(RD_KAFKA_VTYPE_KEY, message.key);
  if (!message.removed) add(RD_KAFKA_VTYPE_VALUE, message.value);
  const error_handle error(rd_kafka_produceva(client_.get(), parts.data(), count));
  if (error) trouble_ = rd_kafka_error_string(error.get());
  return !error;
}

transaction_outcome kafka_transactor::commit(std::span<const kafka_message> messages,
                                             steady_clock::time_point deadline) {
  error_handle error(rd_kafka_begin_transaction(client_.get()));
  if (error) return outcome_of(rd_kafka_error_string(error.get()));
  for (const kafka_message& message : messages) {
    if (!produce(message)) return outcome_of(trouble_);
  }
  // Apart from the commit, so that it is known of each error whether a commit can have been asked
  // for.
  const auto flushed = rd_kafka_flush(client_.get(), kafka_wait(deadline));
  if (rd_kafka_fatal_error(client_.get(), nullptr, 0) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return outcome_of("the messages were refused");
  }
  if (flushed != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return outcome_of("the messages were not stored in time");
  }
  do {
    error.reset(rd_kafka_commit_transaction(client_.get(), kafka_wait(deadline)));
    if (!error) return transaction_outcome::committed;
  } while (rd_kafka_error_is_retriable(error.get()) && steady_clock::now() < deadline);
  trouble_ = rd_kafka_error_string(error.get());
  if (rd_kafka_error_txn_requires_abort(error.get())) return abort(deadline + abort_wait_max);
  return transaction_outcome::unknown;
}

// Only of a transaction all of whose messages were answered. An abort takes the others out of
// librdkafka's queues and gives their sequence numbers to the messages that come next; if the
// broker has stored one of the former, it takes one of the latter for its repetition: acknowledged,
// and not there.
transaction_outcome kafka_transactor::abort(steady_clock::time_point deadline) {
  error_handle error;
  do {
    error.reset(rd_kafka_abort_transaction(client_.get(), kafka_wait(deadline)));
    if (!error) return transaction_outcome::aborted;
  } while (rd_kafka_error_is_retriable(error.get()) && steady_clock::now() < deadline);
  return transaction_outcome::unknown;
}

transaction_outcome kafka_transactor::outcome_of(const std::string& trouble) {
  trouble_ = trouble;
  const auto fatal = rd_kafka_fatal_error(client_.get(), nullptr, 0);
  return means_fenced(fatal) ? transaction_outcome::fenced : transaction_outcome::unknown;
}

}  // namespace carnet::storage
