// What a record changed that somebody may be waiting for. Collected by `apply`, published by the
// writer once the record's rows can be read; never part of the state.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace carnet::projections {

enum class notice_kind : std::uint8_t {
  extraction_due,    // a mail waits for the extraction processor
  mail_released,     // an identity's inbox has one more mail, extraction recorded
  extraction_found,  // … and it holds a code or link
  identity_extended,
  identity_ended,    // squashed or expired
  deadline_set,      // the lifecycle processor may have to wake earlier
  content_shredded,  // cached keys of the identity must be forgotten
  tenancy_changed,   // keys, projects, plans, partitions
  stream_grew,       // the project has public events it did not have
  webhook_changed,   // endpoints or what they are to be sent again
  export_due,        // a bulk export waits to be made
  sink_changed,      // sinks that there are, or what they are like
};

struct notice {
  notice_kind kind;
  identity_id identity;
  unix_us due = 0;
  project_id project = {};  // whose stream grew
};

using notices = std::vector<notice>;

}  // namespace carnet::projections
