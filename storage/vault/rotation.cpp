// Steps of a rotation. A key that changes between reading and writing was written by a live writer,
// that is, wrapped by the new master key already, or removed; either way the step leaves it alone.
#include "storage/vault/rotation.hpp"

#include "storage/vault/wrapped_key.hpp"

namespace carnet::storage {

rotation::rotation(key_table& keys, partition_id partitions, const master_key& old_key,
                   const master_key& new_key)
    : keys_(keys), partitions_(partitions), old_(old_key), new_(new_key) {}

result<bool> rotation::step() {
  if (partition_ >= partitions_) return false;
  const auto found = keys_.keys_after(partition_, after_, key_replacements_max);
  if (!found) return std::unexpected(found.error());
  if (found->empty()) {
    ++partition_;
    after_.clear();
    return partition_ < partitions_;
  }
  const auto replacements = rewrap(*found);
  if (!replacements) return std::unexpected(replacements.error());
  const auto replaced = keys_.replace_keys(partition_, *replacements);
  if (!replaced) return std::unexpected(replaced.error());
  rewrapped_ += *replaced;
  after_ = found->back().subject;
  return true;
}

result<std::vector<key_replacement>> rotation::rewrap(const std::vector<key_change>& found) const {
  std::vector<key_replacement> replacements;
  for (const key_change& present : found) {
    if (wrapping_key_id(present.wrapped) == new_.key_id()) continue;
    const auto key = unwrap(old_, present.subject, present.wrapped);
    if (!key) return std::unexpected(key.error());
    replacements.push_back({present.subject, present.wrapped, wrap(new_, present.subject, *key)});
  }
  return replacements;
}

result<std::size_t> rewrap_all(key_table& keys, partition_id partitions, const master_key& old_key,
                               const master_key& new_key) {
  rotation run(keys, partitions, old_key, new_key);
  for (;;) {
    const auto more = run.step();
    if (!more) return std::unexpected(more.error());
    if (!*more) return run.rewrapped();
  }
}

}  // namespace carnet::storage
