// Rotation of the master key. The new key lies beside the old one until every data key is wrapped
// by it and the log says so; whichever step a crash cuts off, both files are there and the next
// rotation goes on.
#include "producers/installation/parts.hpp"
#include "storage/vault/rotation.hpp"

namespace carnet::producers {

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
  if (!p.record_on_control(carnet::rotate_master_key{p.next_master->fingerprint()})) {
    return fail(failure_code::io, "the rotation could not be recorded; run it again");
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
