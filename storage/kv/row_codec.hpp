// Row values: a version byte, then the fields of a plain struct in the order its `fields` function
// names them. Integers are varints, text is length-prefixed. A new field goes to the end; a row
// that ends early leaves the rest at their defaults, so that rows of an older version still read.
//
// A row type gives:  template <class Row, class Visitor> static void fields(Row& r, Visitor&
// visit);
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "domain/check.hpp"
#include "domain/ids.hpp"

namespace carnet::storage {

inline constexpr char row_version = 1;

class row_encoder {
 public:
  explicit row_encoder(std::string& out) : out_(out) {}

  template <class... Fields>
  void operator()(const Fields&... fields) {
    (put(fields), ...);
  }

 private:
  template <class Number>
    requires std::is_integral_v<Number> || std::is_enum_v<Number>
  void put(Number number) {
    auto rest = static_cast<std::uint64_t>(number);
    while (rest >= 0x80) {
      out_.push_back(static_cast<char>(rest | 0x80));
      rest >>= 7;
    }
    out_.push_back(static_cast<char>(rest));
  }

  void put(const std::string& text) {
    put(text.size());
    out_.append(text);
  }

  template <class Tag>
  void put(const named_id<Tag>& id) {
    put(id.text);
  }

  template <class Item>
  void put(const std::vector<Item>& items) {
    put(items.size());
    for (const auto& item : items) put(item);
  }

  std::string& out_;
};

class row_decoder {
 public:
  explicit row_decoder(std::string_view bytes) : rest_(bytes) {}

  template <class... Fields>
  void operator()(Fields&... fields) {
    (take(fields), ...);
  }

 private:
  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      number |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
    check(false, "a stored row is whole");
    return 0;
  }

  template <class Number>
    requires std::is_integral_v<Number> || std::is_enum_v<Number>
  void take(Number& number) {
    if (!rest_.empty()) number = static_cast<Number>(varint());
  }

  void take(std::string& text) {
    if (rest_.empty()) return;
    const std::uint64_t size = varint();
    check(size <= rest_.size(), "a stored row is whole");
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }

  template <class Tag>
  void take(named_id<Tag>& id) {
    take(id.text);
  }

  template <class Item>
  void take(std::vector<Item>& items) {
    if (rest_.empty()) return;
    const std::uint64_t count = varint();
    check(count <= rest_.size(), "a stored row is whole");
    items.resize(count);
    for (auto& item : items) take(item);
  }

  std::string_view rest_;
};

template <class Row>
std::string encode_row(const Row& row) {
  std::string out(1, row_version);
  row_encoder encoder(out);
  Row::fields(row, encoder);
  return out;
}

// The row of stored bytes. Rows are written by `apply` alone: bytes that do not decode are a broken
// invariant.
template <class Row>
Row decode_row(std::string_view bytes) {
  check(!bytes.empty() && bytes.front() == row_version, "a stored row has a known version");
  Row row;
  row_decoder decoder(bytes.substr(1));
  Row::fields(row, decoder);
  return row;
}

}  // namespace carnet::storage
