// Command ids of processors: derived from what they are about, so that work that is done twice is
// one command.
#pragma once

#include <string>
#include <string_view>

#include "storage/crypto/sha256.hpp"

namespace carnet::processors {

// 16 bytes from a purpose and the thing it is about.
inline std::string derived_id(std::string_view purpose, std::string_view subject) {
  std::string source(purpose);
  source.push_back('\0');
  source.append(subject);
  return std::string(crypto::as_view(crypto::sha256(source)).substr(0, 16));
}

}  // namespace carnet::processors
