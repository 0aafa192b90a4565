// Exclusive use of a directory by one opener, across processes and within one. Released by the
// system when the process ends in any way.
#pragma once

#include <filesystem>

#include "domain/failure.hpp"

namespace carnet::storage {

class directory_lock {
 public:
  // Takes the lock file `<directory>/OWNER`; `locked` names the process that holds it.
  static result<directory_lock> take(const std::filesystem::path& directory);

  directory_lock(directory_lock&& other) noexcept;
  directory_lock& operator=(directory_lock&& other) noexcept;
  ~directory_lock();

 private:
  explicit directory_lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace carnet::storage
