// Facts as JSON for people: clear members as they are, sealed ones as their size.
#pragma once

#include "api/http/json_writer.hpp"
#include "domain/record.hpp"

namespace carnet::api::cli {

void write_event(http::json_writer& json, const event& e);

}  // namespace carnet::api::cli
