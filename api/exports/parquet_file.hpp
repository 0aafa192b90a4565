// OCSF events of one class as a Parquet file, made while it is sent: a row group is in memory, and
// what the footer says of those that have gone.
#pragma once

#include <string>

#include "api/http/body_source.hpp"
#include "api/service.hpp"
#include "producers/ocsf/walk.hpp"
#include "producers/parquet/ocsf_rows.hpp"

namespace carnet::exports {

// Which events; times as the event has them, 0: no bound.
struct parquet_choice {
  const producers::ocsf_class_columns* columns = nullptr;
  schemas::ocsf_version version = schemas::ocsf_newest;
  unix_us created_after = 0;
  unix_us created_before = 0;
};

class parquet_file final : public http::body_source {
 public:
  // Over what is in the stream now.
  parquet_file(const producers::ocsf_source& from, const parquet_choice& choice);

  http::flow next(std::string& into) override;

 private:
  const producers::ocsf_source from_;
  const parquet_choice choice_;
  const std::uint64_t end_;
  std::uint64_t cursor_;
  parquet::writer file_;
  bool past_ = false;  // the rest is too new
};

}  // namespace carnet::exports
