// A message with its envelope as it goes from the node that took it to the owner of its recipients.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "producers/smtp/mail_sink.hpp"

namespace carnet::producers {

/// The largest parcel: a message of the largest size, with what is added to it.
inline constexpr std::size_t parcel_bytes_max = (std::size_t{25} << 20) + (std::size_t{256} << 10);

std::string pack_mail(const inbound_mail& mail);

/// Nothing when the bytes are not a whole parcel.
std::optional<inbound_mail> unpack_mail(std::string_view bytes);

}  // namespace carnet::producers
