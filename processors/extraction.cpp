#include "processors/extraction.hpp"

#include <atomic>
#include <optional>

#include "domain/extraction/extraction.hpp"
#include "processors/derived_id.hpp"
#include "processors/extraction_outcome.hpp"
#include "processors/loop/round.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::processors {
namespace {

namespace keys = storage::keys;
using producers::completion;

constexpr std::size_t in_flight_max = 512;

// Work rows are taken in order, each once: `next_` runs ahead of the results. After a refusal it
// starts over, which repeats commands that are under way; their ids make that harmless.
class extraction_processor final : public processor {
 public:
  extraction_processor(const producers::sealed_content& content, producers::parsed_mails& mails,
                       partition_id partition, std::function<void()> wake)
      : reader_(content, mails, partition), wake_(std::move(wake)) {}

  std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                  const submit& send) override {
    if (refused_.exchange(false)) {
      next_.clear();
      return now + refused_pause_us;
    }
    const auto prefix = keys::extractions_due();
    const std::string from = next_.empty() ? std::string(prefix.view()) : next_;
    rows.scan(from, prefix.end_of_prefix(), [&](auto key, auto value) {
      if (in_flight_.load() >= in_flight_max) return false;
      take(rows, key, value, send);
      return true;
    });
    return std::nullopt;
  }

 private:
  void take(const storage::row_reader& rows, std::string_view key, std::string_view value,
            const submit& send) {
    next_.assign(key).push_back('\0');
    storage::row_key_reader place(key.substr(2 + sizeof(std::uint64_t)));
    storage::row_key_reader owner(value);
    record_extraction wish;
    wish.mail = place.id<event_id>();
    wish.identity = owner.id<identity_id>();
    const auto project = owner.id<project_id>();

    producers::submission s;
    s.command_id = derived_id("extraction", wish.mail.text);
    s.seed = derived_id("extraction seed", wish.mail.text);
    s.project = project;
    reader_.extract(rows, wish);
    s.wish = std::move(wish);
    s.way = producers::lane::background;
    s.done = [this](const completion& answer) { ended(answer); };
    in_flight_.fetch_add(1);
    send(std::move(s));
  }

  void ended(const completion& answer) {
    const bool again = std::holds_alternative<producers::refusal>(answer);
    if (again) refused_.store(true);
    const auto left = in_flight_.fetch_sub(1) - 1;
    if (again || left == in_flight_max / 2) wake_();
  }

  extraction_reader reader_;
  std::function<void()> wake_;
  std::string next_;  // the first work row not yet taken; the processor's thread only
  std::atomic<std::size_t> in_flight_{0};
  std::atomic<bool> refused_{false};
};

}  // namespace

std::unique_ptr<processor> make_extraction_processor(const producers::sealed_content& content,
                                                     producers::parsed_mails& mails,
                                                     partition_id partition,
                                                     std::function<void()> wake) {
  return std::make_unique<extraction_processor>(content, mails, partition, std::move(wake));
}

}  // namespace carnet::processors
