// A command of the server's own, for the log of control.
#include <future>

#include "producers/installation/parts.hpp"
#include "storage/crypto/random_bytes.hpp"

namespace carnet::producers {

// Waits for the outcome; whether it was committed.
bool installation::parts::record_on_control(command wish) {
  if (storage_full()) return false;
  auto answer = std::make_shared<std::promise<bool>>();
  auto recorded = answer->get_future();
  submission s;
  s.command_id = crypto::random_string(16);
  s.seed = crypto::random_string(16);
  s.wish = std::move(wish);
  s.done = [answer](const completion& result) {
    answer->set_value(std::holds_alternative<committed>(result));
  };
  partitions[control_partition].writer->submit(std::move(s));
  return recorded.get();
}

}  // namespace carnet::producers
