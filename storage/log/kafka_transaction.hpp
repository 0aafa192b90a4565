// The transactional producer of one partition of the log: the fence, and atomic batches of
// messages. For the .cpp files of this folder only.
//
// librdkafka's producer is not used again after an indefinite error: a late request of it could end
// a later transaction; nor after messages that were not answered in time, see abort(). Whoever gets
// anything but `committed` or `aborted` destroys it and opens another, which fences the one before
// and resolves its transaction.
#pragma once

#include <rdkafka.h>

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/log/kafka_client.hpp"
#include "storage/log/kafka_layout.hpp"

namespace carnet::storage {

// A message of a transaction; the bytes are the caller's until the transaction has ended.
struct kafka_message {
  const kafka_place* place;
  std::string_view key;
  std::string_view value;
  bool keyed = false;    // otherwise without a key
  bool removed = false;  // a tombstone: without a value
};

enum class transaction_outcome {
  committed,
  aborted,  // surely not on the log; the producer may go on
  fenced,   // another producer has the id; surely not on the log, nor ever will be
  unknown,
};

class kafka_transactor {
 public:
  // Fences every other producer of the id and waits until what they left is committed or aborted.
  // Tries until `deadline`.
  static result<kafka_transactor> open(const kafka_options& options, const std::string& id,
                                       std::chrono::steady_clock::time_point deadline);

  // All messages in one transaction; gives up at `deadline`.
  transaction_outcome commit(std::span<const kafka_message> messages,
                             std::chrono::steady_clock::time_point deadline);

  // What went wrong last, for the log.
  const std::string& trouble() const { return trouble_; }

 private:
  explicit kafka_transactor(kafka_owned<rd_kafka_t> client) : client_(std::move(client)) {}

  bool produce(const kafka_message& message);
  transaction_outcome abort(std::chrono::steady_clock::time_point deadline);
  // Of an error before the commit was asked for.
  transaction_outcome outcome_of(const std::string& trouble);

  kafka_owned<rd_kafka_t> client_;
  std::string trouble_;
};

}  // namespace carnet::storage
