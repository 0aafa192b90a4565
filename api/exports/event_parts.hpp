// The parts of a bulk export of events: OCSF objects, one a line, newest first.
#pragma once

#include "api/exports/ocsf_streams.hpp"
#include "api/exports/part_renderer.hpp"
#include "projections/export/event_selection.hpp"

namespace carnet::exports {

class event_parts final : public part_renderer {
 public:
  event_parts(const producers::ocsf_source& from, const export_created& facts);

  std::optional<producers::rendered_part> next() override;
  bool render(const wanted_part& part, std::string& into) override;

 private:
  producers::rendered_part take(projections::event_selection& events, std::uint32_t records) const;

  const producers::ocsf_source from_;
  const export_created facts_;
  projections::event_selection events_;
  std::uint32_t left_;
};

}  // namespace carnet::exports
