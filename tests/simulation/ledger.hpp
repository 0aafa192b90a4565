// What the clients of a simulated run know, held against what is on the log: nothing acknowledged
// may be lost or doubled, nothing may be there that nobody sent, and one command id has one answer.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/record.hpp"
#include "tests/simulation/simulated_log.hpp"
#include "tests/simulation/workload.hpp"

namespace carnet::test {

// One wish of a client over all its attempts.
struct operation {
  wanted_command wanted;
  std::string command_id;
  std::string request_hash;
  unix_us first_sent = 0;
  bool misuse = false;  // the command id belongs to another request that was acknowledged
  bool in_flight = false;
  bool settled = false;    // has a final answer
  bool uncertain = false;  // an attempt may have left a record without an answer
  bool rejected = false;
  record_sequence acknowledged = 0;  // where its record was said to lie; 0: none was promised
  std::string body;                  // of the acknowledgement
};

class ledger {
 public:
  using number = std::size_t;

  number add(wanted_command wanted, std::string command_id, std::string request_hash, unix_us now);
  number add_misuse(number of, std::string request_hash, unix_us now);
  operation& at(number n) { return operations_[n]; }
  std::size_t size() const { return operations_.size(); }

  // An attempt is on its way: its seed may turn up on the log.
  void sent(number n, const std::string& seed);
  void sent_by_processor(const std::string& seed) { processor_seeds_.insert(seed); }

  void answered(number n, producers::completion answer);

  // The process has died: whatever was in flight may or may not have happened.
  void crashed();

  // Reads what is new on the log and holds all promises against it; throws broken_promise.
  void verify(const log_disk& disk, workload& clients);

 private:
  struct place {
    record_sequence sequence = 0;
    std::string seed;
  };

  void read(const storage::log_record& stored, workload& clients);
  void check_source(const record& rec) const;
  void check(const operation& one, const log_disk& disk) const;

  std::vector<operation> operations_;
  std::map<std::string, number> seeds_;
  std::set<std::string> processor_seeds_;
  std::map<std::string, record_sequence> by_command_;
  std::set<std::string> seeds_on_log_;
  std::map<record_sequence, std::string> bodies_;
  record_sequence read_ = 0;
  writer_epoch last_epoch_ = 0;
  unix_us last_time_ = 0;
};

}  // namespace carnet::test
