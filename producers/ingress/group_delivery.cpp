#include "producers/ingress/group_delivery.hpp"

namespace carnet::producers {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds time_max{25};  // the sender waits a minute
constexpr std::chrono::milliseconds pause{50};

delivery_outcome outcome_of(attempt_end end) {
  switch (end) {
    case attempt_end::stored:
      return delivery_outcome::stored;
    case attempt_end::storage_full:
      return delivery_outcome::storage_full;
    case attempt_end::rate_limited:
      return delivery_outcome::rate_limited;
    case attempt_end::rejected:
      return delivery_outcome::rejected;
    case attempt_end::unavailable:
    case attempt_end::moved:
      break;
  }
  return delivery_outcome::unavailable;
}

class group_delivery : public std::enable_shared_from_this<group_delivery> {
 public:
  group_delivery(const delivery_ways& ways, partition_id partition,
                 std::shared_ptr<const inbound_mail> mail,
                 std::move_only_function<void(delivery_outcome)> done)
      : ways_(ways), partition_(partition), mail_(std::move(mail)), done_(std::move(done)) {}

  void attempt() {
    const auto stands = ways_.standing(partition_);
    attempt_taker taker = [self = shared_from_this()](attempt_end end) { self->ended(end); };
    if (stands.here) return ways_.here(mail_, std::move(taker));
    const bool known = stands.owner && !stands.owner->url.empty() && ways_.there;
    if (!known) return ended(attempt_end::moved);
    ways_.there(mail_, *stands.owner, give_up_at_, std::move(taker));
  }

 private:
  void ended(attempt_end end) {
    const bool again =
        end == attempt_end::moved && ways_.later && steady_clock::now() + pause < give_up_at_;
    if (!again) return done_(outcome_of(end));
    ways_.later(pause, [self = shared_from_this()] { self->attempt(); });
  }

  const delivery_ways& ways_;
  const partition_id partition_;
  const std::shared_ptr<const inbound_mail> mail_;
  std::move_only_function<void(delivery_outcome)> done_;
  const steady_clock::time_point give_up_at_ = steady_clock::now() + time_max;
};

}  // namespace

void deliver_group(const delivery_ways& ways, partition_id partition,
                   std::shared_ptr<const inbound_mail> mail,
                   std::move_only_function<void(delivery_outcome)> done) {
  std::make_shared<group_delivery>(ways, partition, std::move(mail), std::move(done))->attempt();
}

}  // namespace carnet::producers
