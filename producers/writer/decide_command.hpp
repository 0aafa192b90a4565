// From a command to events: loads what the command touches, then asks its decider.
#pragma once

#include "domain/identity/decide.hpp"
#include "producers/writer/submission.hpp"

namespace carnet::producers {

// `rows` are the partition's rows with all earlier commands of the batch; `now` is the batch's
// stamp.
decision decide_command(const submission& wanted, const storage::row_reader& rows, unix_us now);

}  // namespace carnet::producers
