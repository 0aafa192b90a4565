#include "producers/parquet/thrift.hpp"

namespace carnet::parquet {
namespace {

constexpr int delta_max = 15;  // a field's number, told by its distance from the one before
constexpr std::size_t short_list = 15;

}  // namespace

void thrift_writer::open() { last_.push_back(0); }

void thrift_writer::open(int field) {
  head(field, thrift_type::structure);
  open();
}

void thrift_writer::close() {
  out_ += '\0';
  last_.pop_back();
}

void thrift_writer::number(int field, std::int32_t value) {
  head(field, thrift_type::i32);
  zigzag(value);
}

void thrift_writer::number(int field, std::int64_t value) {
  head(field, thrift_type::i64);
  zigzag(value);
}

void thrift_writer::text(int field, std::string_view value) {
  head(field, thrift_type::binary);
  element(value);
}

void thrift_writer::list(int field, thrift_type of, std::size_t size) {
  head(field, thrift_type::list);
  const auto type = static_cast<std::uint8_t>(of);
  if (size < short_list) {
    out_ += static_cast<char>(size << 4 | type);
    return;
  }
  out_ += static_cast<char>(0xf0 | type);
  varint(size);
}

void thrift_writer::element(std::int32_t value) { zigzag(value); }

void thrift_writer::element(std::string_view value) {
  varint(value.size());
  out_ += value;
}

void thrift_writer::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
  out_ += static_cast<char>(value);
}

void thrift_writer::zigzag(std::int64_t value) {
  varint(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
}

void thrift_writer::head(int field, thrift_type type) {
  const int delta = field - last_.back();
  last_.back() = field;
  if (delta > 0 && delta <= delta_max) {
    out_ += static_cast<char>(delta << 4 | static_cast<int>(type));
    return;
  }
  out_ += static_cast<char>(type);
  zigzag(field);
}

}  // namespace carnet::parquet
