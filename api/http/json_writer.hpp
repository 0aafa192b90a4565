// The writer of JSON under the name the HTTP side uses; domain/text/json_writer.hpp describes it.
#pragma once

#include "domain/text/json_writer.hpp"

namespace carnet::http {

using text::append_json_number;
using text::append_json_string;
using text::json_writer;
using text::utf8_sequence_length;

}  // namespace carnet::http
