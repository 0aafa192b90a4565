// Exports: what the plan allows.
#pragma once

#include "domain/export/events.hpp"
#include "domain/identity/decide.hpp"

namespace carnet {

// The mails were chosen before, over the rows as they were then.
struct create_export {
  export_created facts;
};

decision decide(const create_export& command, const decide_context& context);

struct request_bulk_export {
  export_created facts;
};

// How many of the project's bulk exports can still be downloaded.
struct bulk_exports_state {
  std::size_t live = 0;
};

decision decide(const bulk_exports_state& state, const request_bulk_export& command,
                const decide_context& context);

struct complete_bulk_export {
  bulk_export_completed facts;
};

// Whether it is there and not complete.
struct bulk_export_state {
  bool running = false;
};

decision decide(const bulk_export_state& state, const complete_bulk_export& command);

}  // namespace carnet
