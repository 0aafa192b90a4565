// A squash of more identities than one command may hold the writer for: carried out in commands of
// bounded size, one after the other, so that the writer serves others in between.
//
// Each step has an id derived from the request's, and is remembered as any command is: whoever
// sends the request again, after a crash or beside the first, finds what was done and goes on from
// there. The last command has the request's own id and leaves the whole answer.
#pragma once

#include <functional>
#include <vector>

#include "api/mutation/mutation.hpp"

namespace carnet {

struct squash_work {
  squash_reason reason = squash_reason::bulk;

  // Who is to be squashed next: at most squashes_per_command_max, given what is done so far. Called
  // on the worker; must not take long, and may give nothing with `more` to be called again.
  struct portion {
    std::vector<identity_id> ids;
    bool more = true;  // false: what is left, if anything, is finish()'s
  };
  std::move_only_function<portion(const std::vector<identity_id>& done)> next;

  // The last command and its answer. Asked again when another step came in between.
  std::move_only_function<mutation(const std::vector<identity_id>& done)> finish;
};

// The id of the first step of a request: a command that does all at once must not follow it.
std::string first_step_of(const service& app, const ticket& from);

// Starts the work on the worker; answers `reply` when it is done, or with the problem that ended
// it. 503 when too many such requests are under way.
void squash_in_steps(const service& app, ticket from, squash_work work, http::exchange reply);

}  // namespace carnet
