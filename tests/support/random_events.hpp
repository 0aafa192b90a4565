// Events of every kind with random content, for what must hold whatever they say.
#pragma once

#include "domain/record.hpp"
#include "tests/support/random_source.hpp"

namespace carnet::test {

// A fact of the kind at this place of the event variant; all of its members are set.
event random_event(std::size_t kind, random_source& chance);

// A record of up to five random facts, with or without a reply.
record random_record(random_source& chance);

}  // namespace carnet::test
