// Records to bytes and back. The only place, with its two sources, that sees the generated
// FlatBuffers code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/failure.hpp"
#include "domain/record.hpp"

namespace carnet::schemas {

// Raised when a reader of the old number would misread a new record.
inline constexpr std::uint32_t schema_version = 1;

// The stored form of a record. The same record gives the same bytes on every machine.
std::string encode(const record& value);

// The record of stored bytes. `corrupt` when they do not verify, `unsupported` when a newer program
// wrote them (schema version or event type unknown here): the caller stops the partition and never
// skips.
result<record> decode(std::string_view bytes);

}  // namespace carnet::schemas
