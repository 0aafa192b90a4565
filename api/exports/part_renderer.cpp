#include "api/exports/part_renderer.hpp"

#include "api/exports/event_parts.hpp"
#include "api/exports/mail_parts.hpp"
#include "api/exports/parquet_parts.hpp"

namespace carnet::exports {

std::unique_ptr<part_renderer> open_parts(const service& app, const project_id& project,
                                          partition_id partition, const export_created& facts) {
  if (!holds_events(facts.format))
    return std::make_unique<mail_parts>(app, project, partition, facts);
  projections::access reader;
  reader.project = project;
  reader.partition = partition;
  if (const auto owner = app.core.directory().find_project(project))
    reader.organization = owner->organization;
  const auto from = source_of(app, reader, schemas::ocsf_stream::events);
  if (is_parquet(facts.format)) return std::make_unique<parquet_parts>(from, facts);
  return std::make_unique<event_parts>(from, facts);
}

}  // namespace carnet::exports
