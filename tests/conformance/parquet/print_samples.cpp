// parquet_print_samples FOLDER ROWS ROWS-PER-GROUP: a Parquet file of each OCSF class, and beside
// it the same events as JSON lines, for readers to compare.
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "producers/ocsf/render.hpp"
#include "producers/parquet/ocsf_rows.hpp"
#include "tests/support/ocsf_facts.hpp"

namespace {

using namespace carnet;

struct class_files {
  const producers::ocsf_class_columns* columns;
  parquet::writer file;
  std::string bytes, lines;
  std::size_t rows = 0;
};

void add(class_files& to, const std::string& json, std::size_t rows_per_group) {
  to.lines.append(json).append("\n");
  to.file.add(parquet::row_of(*to.columns, json));
  ++to.rows;
  if (to.file.rows_in_group() == rows_per_group) to.file.end_group(to.bytes);
}

std::map<std::uint32_t, class_files> make(std::size_t rows, std::size_t rows_per_group) {
  std::map<std::uint32_t, class_files> all;
  for (const auto& one : producers::ocsf_classes())
    all.emplace(one.class_uid, class_files{&one, parquet::open_class_file(one), {}, {}});
  const test::fact_shape shapes[]{{}, {.actor = false}, {.mail_texts = false}};
  for (std::size_t n = 0; n < rows; ++n) {
    const std::size_t event = n % schemas::ocsf_mappings().size();
    const test::ocsf_sample sample(event, shapes[n / 7 % 3]);
    const auto json = producers::render_ocsf(schemas::ocsf_versions[n % 4], sample.fact);
    add(all.at(schemas::ocsf_mapping_of(event).class_uid), json, rows_per_group);
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 64;
  const std::string folder = argv[1];
  for (auto& [uid, one] :
       make(std::strtoul(argv[2], nullptr, 10), std::strtoul(argv[3], nullptr, 10))) {
    one.file.finish(one.bytes);
    std::ofstream(fmt::format("{}/{}.parquet", folder, uid), std::ios::binary) << one.bytes;
    std::ofstream(fmt::format("{}/{}.jsonl", folder, uid), std::ios::binary) << one.lines;
    fmt::print("{{\"class\":{},\"rows\":{}}}\n", uid, one.rows);
  }
}
