// The frames sent last, so that an event that thousands of streams wait for is opened and rendered
// once. Bounded in number and bytes; emptied when content is shredded, since it holds texts in
// clear. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "domain/ids.hpp"

namespace carnet::realtime {

// What a stream shows: inbound mail as one kind of frame, every public event as its own, or every
// event as OCSF.
enum class stream_kind : std::uint8_t { mail, all, ocsf };

struct frame_key {
  project_id project;
  std::uint64_t place = 0;
  stream_kind kind = stream_kind::mail;
  std::uint8_t form = 0;  // of OCSF: its version, and which of the streams
  bool operator==(const frame_key&) const = default;
};

class frame_cache {
 public:
  static constexpr std::size_t frames_max = 1024;
  static constexpr std::size_t frame_bytes_max = 4096;  // a longer one is not kept

  using frame = std::shared_ptr<const std::string>;

  // The frame of a key, or null; `seen` is to be given to put() with what is rendered instead.
  frame find(const frame_key& key, std::uint64_t& seen) const;

  // Keeps a frame, unless content was shredded since find(): it may be in there.
  void put(const frame_key& key, frame rendered, std::uint64_t seen);

  void clear();

 private:
  struct slot {
    frame_key key;
    frame kept;
  };

  static std::size_t place_of(const frame_key& key);

  mutable std::mutex mutex_;  // guards what follows
  std::array<slot, frames_max> slots_;
  std::uint64_t cleared_ = 0;
};

}  // namespace carnet::realtime
