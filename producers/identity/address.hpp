// The random part of an identity's id and address: 12 base32 characters, the last two of which name
// the partition, masked by the others, so that whoever sees an address learns nothing of the
// installation while a RCPT asks exactly one partition.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "storage/log/position.hpp"

namespace carnet::producers {

inline constexpr partition_id partitions_max = 1024;
inline constexpr std::size_t alias_max = 32;

// A fresh random part for this partition; 50 random bits.
identity_id draw_identity_id(partition_id partition);

// The partition that a random part names; nothing when it is none.
std::optional<partition_id> partition_of(std::string_view random_part);

// The local part of a new address: "<alias>-<random>" or the random part alone. The alias is UTF-8;
// it is lower-cased, each other character than a-z and 0-9 becomes one '-', and it is cut to 32
// characters.
std::string local_part(std::string_view alias, const identity_id& id);

// The random part of an address in this mail domain (compared without case); nothing when it is not
// ours.
std::optional<identity_id> random_part_of(std::string_view address, std::string_view mail_domain);

// An address as it is hashed and compared: lower case.
std::string normalised_address(std::string_view address);

}  // namespace carnet::producers
