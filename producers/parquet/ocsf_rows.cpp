#include "producers/parquet/ocsf_rows.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "domain/check.hpp"

namespace carnet::parquet {
namespace {

using producers::ocsf_column;
using producers::ocsf_column_type;

leaf_type type_of(ocsf_column_type type) {
  switch (type) {
    case ocsf_column_type::number:
      return leaf_type::number;
    case ocsf_column_type::texts:
      return leaf_type::texts;
    case ocsf_column_type::text:
    case ocsf_column_type::json:
      break;
  }
  return leaf_type::text;
}

const boost::json::value* find(const boost::json::value& event, std::string_view path) {
  const boost::json::value* at = &event;
  while (at != nullptr && !path.empty()) {
    if (!at->is_object()) return nullptr;
    const auto dot = std::min(path.find('.'), path.size());
    at = at->get_object().if_contains(path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at;
}

cell cell_of(const ocsf_column& column, const boost::json::value& event) {
  const auto* found = find(event, column.path);
  if (found == nullptr || found->is_null()) return {};
  if (column.type == ocsf_column_type::json) return boost::json::serialize(*found);
  if (column.type == ocsf_column_type::text)
    return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
  if (column.type == ocsf_column_type::number) {
    boost::system::error_code broken;
    const auto number = found->to_number<std::int64_t>(broken);
    return broken ? cell() : cell(number);
  }
  std::vector<std::string> texts;
  if (found->is_array()) {
    for (const auto& one : found->get_array())
      texts.push_back(one.is_string() ? std::string(one.get_string())
                                      : boost::json::serialize(one));
  }
  return texts;
}

}  // namespace

const producers::ocsf_class_columns* find_class(std::uint32_t class_uid) {
  const auto all = producers::ocsf_classes();
  const auto found = std::ranges::find(all, class_uid, &producers::ocsf_class_columns::class_uid);
  return found == all.end() ? nullptr : &*found;
}

writer open_class_file(const producers::ocsf_class_columns& columns) {
  std::vector<leaf> leaves;
  for (const auto& column : columns.columns)
    leaves.push_back({std::string(column.path), type_of(column.type)});
  return writer(std::move(leaves));
}

std::vector<cell> row_of(const producers::ocsf_class_columns& columns, std::string_view json) {
  boost::system::error_code broken;
  const auto event = boost::json::parse(json, broken);
  check(!broken, "an event that was rendered reads");
  std::vector<cell> row;
  row.reserve(columns.columns.size());
  for (const auto& column : columns.columns) row.push_back(cell_of(column, event));
  return row;
}

}  // namespace carnet::parquet
