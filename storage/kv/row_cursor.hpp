// Walking a range of rows that lies in several layers, newer above older, as one ordered sequence.
#pragma once

#include <memory>
#include <shared_mutex>
#include <string_view>
#include <vector>

#include "storage/kv/memtable.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::storage {

// The keys in [from, to), upwards or downwards.
struct row_range {
  std::string_view from;
  std::string_view to;
  bool backward = false;
};

// One layer's rows of a range, in its direction. What it shows stays good until next().
class row_cursor {
 public:
  virtual ~row_cursor() = default;
  virtual bool valid() const = 0;
  virtual std::string_view key() const = 0;
  virtual row_change change() const = 0;
  virtual void next() = 0;
};

// Over a table that nobody changes, or, with its lock, one that is being written. Holds the table,
// and the lock only while it copies the next few places. `range` must outlive it.
std::unique_ptr<row_cursor> table_cursor(std::shared_ptr<const memtable> table,
                                         const row_range& range, std::shared_mutex* lock);

// Visits the rows of all layers in the range's direction, until `visit` returns false. Of a key in
// several layers the first layer's change counts.
void walk(std::vector<std::unique_ptr<row_cursor>> newest_first, bool backward,
          const row_visitor& visit);

}  // namespace carnet::storage
