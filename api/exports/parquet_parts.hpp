// The parts of a bulk export as Parquet: its row groups, each rendered by itself, and the footer,
// which is made of what all of them came to and is therefore kept.
#pragma once

#include "api/exports/class_rows.hpp"
#include "api/exports/part_renderer.hpp"

namespace carnet::exports {

class parquet_parts final : public part_renderer {
 public:
  parquet_parts(const producers::ocsf_source& from, const export_created& facts);

  std::optional<producers::rendered_part> next() override;
  bool render(const wanted_part& part, std::string& into) override;

 private:
  // A row group that is being rendered again.
  struct group {
    parquet::writer file;
    class_rows rows;
    std::uint32_t left;
  };

  const producers::ocsf_source from_;
  const export_created facts_;
  parquet::writer file_;
  class_rows rows_;
  std::uint32_t left_;
  bool closed_ = false;
  std::optional<group> again_;
};

}  // namespace carnet::exports
