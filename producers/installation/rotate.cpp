// Rotation of the master key. The new key lies beside the old one until every data key is wrapped
// by it and the log says so; whichever step a crash cuts off, both files are there and the next
// rotation goes on.
#include <future>

#include "producers/installation/parts.hpp"
#include "storage/crypto/random_bytes.hpp"
#include "storage/vault/rotation.hpp"

namespace carnet::producers {
namespace {

result<void> record_rotation(installation& core, const std::string& fingerprint) {
  auto answer = std::make_shared<std::promise<bool>>();
  auto recorded = answer->get_future();
  submission s;
  s.command_id = crypto::random_string(16);
  s.seed = crypto::random_string(16);
  s.wish = carnet::rotate_master_key{fingerprint};
  s.done = [answer](const completion& result) {
    answer->set_value(std::holds_alternative<committed>(result));
  };
  core.submit(control_partition, std::move(s));
  if (recorded.get()) return {};
  return fail(failure_code::io, "the rotation could not be recorded; run it again");
}

}  // namespace

result<std::size_t> installation::rotate_master_key() {
  parts& p = *parts_;
  if (!p.next_master) {
    auto next = storage::generate_master_key_file(p.next_master_file());
    if (!next) return std::unexpected(next.error());
    p.next_master.emplace(std::move(*next));
    p.vault->begin_rotation(*p.next_master);
  }
  auto count = storage::rewrap_all(*p.log_keys, p.log->partitions(), *p.master, *p.next_master);
  if (!count) return count;
  if (auto done = record_rotation(*this, p.next_master->fingerprint()); !done) {
    return std::unexpected(done.error());
  }
  std::error_code error;
  std::filesystem::rename(p.next_master_file(), p.master_file(), error);
  if (error) return fail(failure_code::io, "the new master key could not take the old one's place");
  p.vault->end_rotation();
  p.master = std::move(p.next_master);
  p.next_master.reset();
  return count;
}

}  // namespace carnet::producers
