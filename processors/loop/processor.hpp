// A stream processor: takes work that is due from the rows of one partition, does the effect, and
// submits the result as a command. Sans thread and clock, so that the simulation can drive it.
#pragma once

#include <functional>
#include <optional>

#include "domain/time.hpp"
#include "producers/writer/submission.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::processors {

using submit = std::function<void(producers::submission)>;

class processor {
 public:
  virtual ~processor() = default;

  // Does what is due at `now`; gives when to be called again at the latest, nothing when only a
  // change of the partition can bring work. Completions of submissions may call back from the
  // writer's thread.
  virtual std::optional<unix_us> run_once(const storage::row_reader& rows, unix_us now,
                                          const submit& send) = 0;
};

}  // namespace carnet::processors
