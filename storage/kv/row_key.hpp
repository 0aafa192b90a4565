// How the bytes of a row key are put together and taken apart: big-endian integers and fixed-width
// parts, so that byte order is logical order. keys.hpp says which parts make which key.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "domain/check.hpp"
#include "domain/ids.hpp"

namespace carnet::storage {

// A key under construction, without a heap allocation.
class row_key {
 public:
  explicit row_key(std::string_view kind) { text(kind); }

  row_key& text(std::string_view part) {
    check(size_ + part.size() <= bytes_.size(), "a row key fits its buffer");
    std::memcpy(bytes_.data() + size_, part.data(), part.size());
    size_ += part.size();
    return *this;
  }

  template <class Tag>
  row_key& id(const named_id<Tag>& id) {
    check(id.text.size() == Tag::width, "an id in a row key has its fixed width");
    return text(id.text);
  }

  template <class Integer>
  row_key& number(Integer value) {
    for (int shift = static_cast<int>(sizeof(Integer)) * 8 - 8; shift >= 0; shift -= 8) {
      bytes_[size_++] = static_cast<char>(static_cast<std::uint64_t>(value) >> shift);
    }
    return *this;
  }

  // The first key after every key that begins with this one.
  row_key end_of_prefix() const {
    row_key end = *this;
    for (std::size_t at = end.size_; at-- > 0;) {
      if (static_cast<unsigned char>(end.bytes_[at]) != 0xff) {
        ++end.bytes_[at];
        end.size_ = at + 1;
        return end;
      }
    }
    check(false, "a prefix has a successor");
    return end;
  }

  std::string_view view() const { return {bytes_.data(), size_}; }
  operator std::string_view() const { return view(); }

 private:
  std::array<char, 64> bytes_;
  std::size_t size_ = 0;
};

// Reads a key or a small value back, part by part.
class row_key_reader {
 public:
  explicit row_key_reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view text(std::size_t width) {
    check(rest_.size() >= width, "a stored key has all its parts");
    const std::string_view part = rest_.substr(0, width);
    rest_.remove_prefix(width);
    return part;
  }

  template <class Id>
  Id id();

  template <class Integer>
  Integer number() {
    std::uint64_t value = 0;
    for (const char c : text(sizeof(Integer))) value = (value << 8) | static_cast<unsigned char>(c);
    return static_cast<Integer>(value);
  }

 private:
  std::string_view rest_;
};

template <class Id>
Id row_key_reader::id() {
  constexpr std::size_t width = []<class Tag>(named_id<Tag>*) {
    return Tag::width;
  }(static_cast<Id*>(nullptr));
  return Id{std::string(text(width))};
}

}  // namespace carnet::storage
