// A released log replays to its recorded digest, for ever: what `apply` derives is part of the
// format. UPDATE_GOLDEN=1 writes the files of a release once; it never replaces them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "projections/apply.hpp"
#include "projections/state_digest.hpp"
#include "schemas/codec.hpp"
#include "tests/simulation/world.hpp"

namespace carnet::test {
namespace {

// The logs of one release, by the behaviour version that they were written under.
struct golden_files {
  explicit golden_files(const std::string& name)
      : records(std::string(GOLDEN_LOGS) + "/" + name + ".records"),
        digest(std::string(GOLDEN_LOGS) + "/" + name + ".digest") {}

  const std::string records;
  const std::string digest;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Each record behind its length, 4 bytes little-endian.
void write_records(const std::string& path, const log_disk& log) {
  std::ofstream out(path, std::ios::binary);
  for (const auto& stored : log.records) {
    const auto size = static_cast<std::uint32_t>(stored.bytes.size());
    for (int shift = 0; shift < 32; shift += 8) out.put(static_cast<char>(size >> shift));
    out << stored.bytes;
  }
}

std::vector<std::string> read_records(const std::string& path) {
  const std::string all = read_file(path);
  std::vector<std::string> records;
  for (std::size_t at = 0; at + 4 <= all.size();) {
    std::uint32_t size = 0;
    for (std::size_t n = 0; n < 4; ++n) {
      size |= static_cast<std::uint32_t>(static_cast<unsigned char>(all[at + n])) << (8 * n);
    }
    records.push_back(all.substr(at + 4, size));
    at += 4 + size;
  }
  return records;
}

std::string digest_of(const std::vector<std::string>& records) {
  memory_rows rows;
  projections::notices unused;
  record_sequence sequence = 0;
  for (const auto& bytes : records) {
    const auto rec = schemas::decode(bytes);
    EXPECT_TRUE(rec.has_value()) << "record " << sequence + 1 << ": " << rec.error().what;
    if (!rec) return {};
    projections::application step(*rec, {1, ++sequence}, rows, unused);
    EXPECT_TRUE(step.events().has_value());
    step.remember();
  }
  return projections::digest_of_state(rows).hex;
}

class golden_log : public testing::TestWithParam<std::uint32_t> {};

TEST_P(golden_log, replays_to_its_recorded_digest) {
  const golden_files files("v" + std::to_string(GetParam()));
  const bool newest = GetParam() == projections::apply_version;
  if (newest && std::getenv("UPDATE_GOLDEN") != nullptr &&
      !std::filesystem::exists(files.records)) {
    constexpr std::uint64_t seed = 20261121;
    constexpr std::size_t steps = 400;
    world made(seed, fault_source(seed, 0U), steps);
    made.run();
    write_records(files.records, made.log());
    std::ofstream(files.digest) << digest_of(read_records(files.records)) << '\n';
  }
  const auto records = read_records(files.records);
  ASSERT_GT(records.size(), 100u);
  EXPECT_EQ(digest_of(records) + "\n", read_file(files.digest));
}

INSTANTIATE_TEST_SUITE_P(every_version, golden_log,
                         testing::Range(1U, projections::apply_version + 1));

}  // namespace
}  // namespace carnet::test
