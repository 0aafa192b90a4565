// Whether the rows of a partition agree with each other: every index with the rows it points to,
// every counter with a recount, every live identity with exactly one deadline.
#pragma once

#include <string>
#include <vector>

#include "storage/kv/rows.hpp"

namespace carnet::test {

// What does not agree, one complaint each; empty when all is well.
std::vector<std::string> audit_rows(const storage::row_reader& rows);

}  // namespace carnet::test
