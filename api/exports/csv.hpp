// Lines of comma-separated values (RFC 4180), safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace carnet::exports {

// Appends one field, and a comma before it unless the line begins with it. A text that a
// spreadsheet would take for a formula gets an apostrophe in front.
void append_field(std::string& line, std::string_view text, bool first = false);

// Ends the line.
void end_line(std::string& line);

}  // namespace carnet::exports
