// The footer of a Parquet file: the schema as a tree, and where every column of every row group
// lies. Field numbers are those of parquet.thrift.
#include <algorithm>

#include "producers/parquet/thrift.hpp"
#include "producers/parquet/writer.hpp"

namespace carnet::parquet {
namespace {

constexpr std::int32_t int64_type = 2, bytes_type = 6;
constexpr std::int32_t required = 0, optional = 1, repeated = 2;
constexpr std::int32_t utf8 = 0, list_of = 3;
constexpr std::int32_t zstd = 6, plain = 0, rle = 3;
constexpr int logical_string = 1, logical_list = 3;

void write_node(thrift_writer& to, std::string_view name, std::int32_t repetition,
                std::int32_t children) {
  to.open();
  to.number(3, repetition);
  to.text(4, name);
  if (children != 0) to.number(5, children);
}

void write_meaning(thrift_writer& to, std::int32_t converted, int logical) {
  to.number(6, converted);
  to.open(10);
  to.open(logical);
  to.close();
  to.close();
}

void write_text_leaf(thrift_writer& to, std::string_view name, std::int32_t repetition) {
  to.open();
  to.number(1, bytes_type);
  to.number(3, repetition);
  to.text(4, name);
  write_meaning(to, utf8, logical_string);
  to.close();
}

void write_leaf(thrift_writer& to, leaf_type type, std::string_view name) {
  if (type == leaf_type::text) return write_text_leaf(to, name, optional);
  if (type == leaf_type::number) {
    to.open();
    to.number(1, int64_type);
    to.number(3, optional);
    to.text(4, name);
    return to.close();
  }
  write_node(to, name, optional, 1);
  write_meaning(to, list_of, logical_list);
  to.close();
  write_node(to, "list", repeated, 1);
  to.close();
  write_text_leaf(to, "element", required);
}

std::string little_endian(std::int64_t value) {
  std::string out;
  for (int shift = 0; shift < 64; shift += 8)
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift);
  return out;
}

void write_chunk(thrift_writer& to, leaf_type type, std::vector<std::string> path,
                 const chunk& told) {
  if (type == leaf_type::texts) path.insert(path.end(), {"list", "element"});
  to.open();
  to.number(2, told.offset);
  to.open(3);
  to.number(1, type == leaf_type::number ? int64_type : bytes_type);
  to.list(2, thrift_type::i32, 2);
  to.element(plain);
  to.element(rle);
  to.list(3, thrift_type::binary, path.size());
  for (const auto& part : path) to.element(std::string_view(part));
  to.number(4, zstd);
  to.number(5, told.values);
  to.number(6, told.raw_bytes);
  to.number(7, told.bytes);
  to.number(9, told.offset);
  to.open(12);
  to.number(3, told.nulls);
  if (type == leaf_type::number && told.least <= told.most) {
    to.text(5, little_endian(told.most));
    to.text(6, little_endian(told.least));
  }
  to.close();
  to.close();
  to.close();
}

}  // namespace

// Depth first, as the leaves stand.
void writer::write_schema(thrift_writer& to) const {
  const auto children_of = [this](const std::string& path) {
    std::vector<std::string> names;
    const std::size_t depth = path.empty() ? 0 : 1 + std::ranges::count(path, '.');
    for (const auto& one : leaves_) {
      if (!path.empty() && !one.what.path.starts_with(path + ".")) continue;
      if (names.empty() || names.back() != one.parts[depth]) names.push_back(one.parts[depth]);
    }
    return static_cast<std::int32_t>(names.size());
  };
  std::size_t elements = 1 + groups_.size();
  for (const auto& one : leaves_) elements += one.what.type == leaf_type::texts ? 3 : 1;
  to.list(2, thrift_type::structure, elements);
  write_node(to, "ocsf", required, children_of(""));
  to.close();
  std::vector<bool> told(groups_.size());
  for (const auto& one : leaves_) {
    for (const auto group : one.groups) {
      if (told[group]) continue;
      told[group] = true;
      const auto& path = groups_[group];
      write_node(to, path.substr(path.rfind('.') + 1), optional, children_of(path));
      to.close();
    }
    write_leaf(to, one.what.type, one.parts.back());
  }
}

void writer::write_group(thrift_writer& to, const row_group& group) const {
  std::int64_t raw = 0, bytes = 0;
  for (const auto& one : group.chunks) {
    raw += one.raw_bytes;
    bytes += one.bytes;
  }
  to.open();
  to.list(1, thrift_type::structure, group.chunks.size());
  for (std::size_t n = 0; n < group.chunks.size(); ++n)
    write_chunk(to, leaves_[n].what.type, leaves_[n].parts, group.chunks[n]);
  to.number(2, raw);
  to.number(3, group.rows);
  if (!group.chunks.empty()) to.number(5, group.chunks.front().offset);
  to.number(6, bytes);
  to.close();
}

std::string writer::footer() const {
  std::string out;
  thrift_writer to(out);
  std::int64_t rows = 0;
  for (const auto& group : done_) rows += group.rows;
  to.open();
  to.number(1, std::int32_t{2});
  write_schema(to);
  to.number(3, rows);
  to.list(4, thrift_type::structure, done_.size());
  for (const auto& group : done_) write_group(to, group);
  to.text(6, "carnet");
  to.close();
  return out;
}

}  // namespace carnet::parquet
