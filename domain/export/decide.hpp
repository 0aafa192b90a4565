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

}  // namespace carnet
