#include "api/cli/ocsf_command.hpp"

#include <ostream>

#include "api/cli/log_losses.hpp"
#include "producers/installation/log_source.hpp"
#include "producers/ocsf/walk.hpp"

namespace carnet::api::cli {
namespace {

using schemas::ocsf_stream;

void print_partition(const producers::installation& core, partition_id id,
                     schemas::ocsf_version version, std::ostream& out) {
  const auto& rows = core.state(id);
  projections::each_stream(rows, [&](const project_id& project, std::uint64_t) {
    const auto owner = core.directory().find_project(project);
    const producers::ocsf_source from{
        rows,
        core.content(),
        id,
        project,
        owner ? owner->organization : organization_id{},
        id == control_partition ? ocsf_stream::access : ocsf_stream::events};
    producers::walk_ocsf(from, version, 0, [&out](const producers::ocsf_item& item) {
      out << item.json << '\n';
      return true;
    });
  });
}

}  // namespace

int run_ocsf(producers::installation_options options,
             std::span<const schemas::ocsf_version> versions, std::ostream& out,
             std::ostream& errors) {
  const auto complain = [&errors](const failure& why) {
    errors << "carnet log ocsf: " << why.what << '\n';
    return 1;
  };
  // One that is not there is not to be founded, and a loss is not to be settled: an installation
  // does either.
  if (const auto there = producers::open_existing_log({options.data, options.kafka}); !there)
    return complain(there.error());
  else if (const int code = tell_losses(*there, "log ocsf", errors))
    return code;
  const auto core = producers::installation::open(std::move(options));
  if (!core) return complain(core.error());
  for (const auto version : versions) {
    for (partition_id id = 0; id <= (*core)->event_partitions(); ++id)
      print_partition(**core, id, version, out);
  }
  return 0;
}

}  // namespace carnet::api::cli
