// Replies under a key of the day, as the real sealer keeps them, but readable: the simulation
// compares them.
#pragma once

#include <set>
#include <string>

#include "producers/writer/reply_sealer.hpp"
#include "tests/simulation/simulated_log.hpp"

namespace carnet::test {

class plain_sealer final : public producers::reply_sealer {
 public:
  static constexpr std::int64_t kept_days = 3;

  explicit plain_sealer(const log_disk& disk) : disk_(disk) { forget_unstored(); }

  recorded_reply seal(unix_us now, std::string_view, std::uint16_t status, std::string_view body,
                      std::vector<storage::key_change>& keys) override {
    const std::int64_t day = now / us_per_second / (24 * seconds_per_hour);
    if (known_.insert(day).second) {
      keys.push_back({subject(day), "key of the day"});
      while (*known_.begin() <= day - kept_days) {
        keys.push_back({subject(*known_.begin()), {}});
        known_.erase(known_.begin());
      }
    }
    return {status, subject(day), std::string(body), {}};
  }

  result<std::string> open(std::string_view, std::string_view reply_key,
                           std::string_view sealed_body) const override {
    if (!disk_.keys.contains(std::string(reply_key))) return fail(failure_code::not_found, "key");
    return std::string(sealed_body);
  }

  void forget_unstored() override {
    known_.clear();
    for (const auto& [name, wrapped] : disk_.keys) {
      if (name.starts_with(prefix)) known_.insert(std::stoll(name.substr(prefix.size())));
    }
  }

 private:
  static constexpr std::string_view prefix = "reply/";

  static std::string subject(std::int64_t day) { return std::string(prefix) + std::to_string(day); }

  const log_disk& disk_;
  std::set<std::int64_t> known_;
};

}  // namespace carnet::test
