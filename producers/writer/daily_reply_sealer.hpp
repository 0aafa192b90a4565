// The reply sealer of one partition: a data key per day (of recorded time), removed two days later.
#pragma once

#include <cstdint>

#include "producers/content/sealed_content.hpp"
#include "producers/writer/reply_sealer.hpp"

namespace carnet::producers {

class daily_reply_sealer final : public reply_sealer {
 public:
  daily_reply_sealer(const sealed_content& content, partition_id partition)
      : content_(content), partition_(partition) {}

  recorded_reply seal(unix_us now, std::string_view command_id, std::uint16_t status,
                      std::string_view body, std::vector<storage::key_change>& keys) override;
  result<std::string> open(std::string_view command_id, std::string_view reply_key,
                           std::string_view sealed_body) const override;
  void forget_unstored() override { day_ = -1; }

 private:
  void begin_day(std::int64_t day, std::vector<storage::key_change>& keys);

  const sealed_content& content_;
  const partition_id partition_;
  // Owned by the writer's thread.
  std::int64_t day_ = -1;
  std::string subject_;
  crypto::secret_key key_;
};

}  // namespace carnet::producers
