// Thrift's compact protocol, as far as Parquet's headers and footer need it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnet::parquet {

enum class thrift_type : std::uint8_t { i32 = 5, i64 = 6, binary = 8, list = 9, structure = 12 };

class thrift_writer {
 public:
  explicit thrift_writer(std::string& out) : out_(out) {}

  // A structure opens at the outermost level, as an element of a list, or as a field.
  void open();
  void open(int field);
  void close();

  void number(int field, std::int32_t value);
  void number(int field, std::int64_t value);
  void text(int field, std::string_view value);
  // The elements follow: element() or open() for each.
  void list(int field, thrift_type of, std::size_t size);
  void element(std::int32_t value);
  void element(std::string_view value);

 private:
  void varint(std::uint64_t value);
  void zigzag(std::int64_t value);
  void head(int field, thrift_type type);

  std::string& out_;
  std::vector<int> last_;  // field of each open structure
};

}  // namespace carnet::parquet
