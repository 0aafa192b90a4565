// How a domain's no, and a writer's, reads on the wire: the one mapping to documented error codes.
#pragma once

#include "api/http/errors.hpp"
#include "domain/outcome.hpp"
#include "producers/writer/submission.hpp"

namespace carnet {

http::problem problem_of(const rejection& why);
http::problem problem_of(producers::refusal why);

}  // namespace carnet
