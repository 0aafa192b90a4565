// The classes that Carnet's events fall into, and the columns that each one's events fill: stable
// over all versions, so that a file of a class always has the same columns.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace carnet::producers {

enum class ocsf_column_type : std::uint8_t {
  number,  // an integer of 64 bits
  text,
  texts,  // a list of texts
  json,   // an object or a list of objects, told as JSON text
};

// An attribute by its path, "metadata.product.name": absent in an event, the column is null.
struct ocsf_column {
  std::string_view path;
  ocsf_column_type type = ocsf_column_type::text;
  bool required = false;  // every event of the class has it
};

struct ocsf_class_columns {
  std::uint32_t class_uid = 0;
  std::string_view class_name;
  std::vector<ocsf_column> columns;
};

// One for each class of the mapping, in order of its number.
std::span<const ocsf_class_columns> ocsf_classes();

}  // namespace carnet::producers
