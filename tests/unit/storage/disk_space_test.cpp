// Free space: a real answer, and none for what is not there.
#include "storage/disk_space.hpp"

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace carnet::storage {
namespace {

TEST(disk_space, answers_for_a_directory_and_gives_nothing_for_a_missing_one) {
  const test::temporary_directory directory;
  const disk_space space(directory.path());
  const auto first = space.free_bytes();
  EXPECT_GT(first, 0U);
  EXPECT_EQ(space.free_bytes(), first) << "within the second";
  EXPECT_EQ(disk_space(directory.path() / "missing").free_bytes(), 0U);
}

}  // namespace
}  // namespace carnet::storage
