// Sealing of content under its subject's data key. Sealed bytes open only in the place they were
// made for: the event and the field are authenticated with them.
//
//   offset 0  version 1     1  nonce 12, ciphertext, tag 16
#pragma once

#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "storage/vault/wrapped_key.hpp"

namespace carnet::storage {

// How many bytes sealing adds.
inline constexpr std::size_t sealing_overhead_bytes = 29;

std::string seal(const data_key& key, std::string_view event_id, std::string_view field,
                 std::string_view plaintext);

// corrupt when key, event, field or bytes are not those of the sealing; unsupported for a newer
// version.
result<std::string> open(const data_key& key, std::string_view event_id, std::string_view field,
                         std::string_view sealed);

}  // namespace carnet::storage
