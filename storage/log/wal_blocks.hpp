// The framing of RocksDB's write-ahead log: 32 KiB blocks of fragments, each with checksum, length
// and type. Finds the whole writes in a file's bytes and every stretch that is not one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace carnet::storage {

class wal_blocks {
 public:
  // A whole write: RocksDB sequence number of its first operation and how many operations it holds.
  struct write {
    std::uint64_t sequence = 0;
    std::uint32_t operations = 0;
  };

  // Calls `found` for each whole write and `damaged` with the offset of each stretch that is none.
  // Zeros to the end of the file are room that was reserved, no damage. Writes behind damage are
  // found too.
  static void walk(std::string_view file, const std::function<void(const write&)>& found,
                   const std::function<void(std::size_t)>& damaged);

 private:
  struct fragment {
    std::uint8_t type = 0;
    std::string_view payload;
  };

  wal_blocks(std::string_view file, const std::function<void(const write&)>& found,
             const std::function<void(std::size_t)>& damaged)
      : file_(file), found_(found), damaged_(damaged) {}

  void run();
  std::optional<fragment> fragment_at(std::size_t offset) const;
  void skip(std::size_t end);
  void report_zeros();
  void take(const fragment& next);
  void finish(std::string_view beginning);
  void drop_pending();

  std::string_view file_;
  const std::function<void(const write&)>& found_;
  const std::function<void(std::size_t)>& damaged_;
  std::size_t at_ = 0;
  std::optional<std::size_t> zeros_at_;    // zeros that are damage if anything follows them
  std::optional<std::size_t> pending_at_;  // where a write of several fragments began
  std::string_view pending_;               // its first fragment
};

}  // namespace carnet::storage
