// Mails as the lines of a file: JSON, or comma-separated values with a header.
#pragma once

#include <string>
#include <string_view>

#include "api/aidenid/call.hpp"
#include "api/http/request.hpp"
#include "api/service.hpp"
#include "domain/export/events.hpp"
#include "projections/tenancy/directory.hpp"

namespace carnet::exports {

std::string_view format_name(export_format format);
std::string_view file_extension(export_format format);
std::string_view content_type(export_format format);

// How many mails are read and rendered in one go.
inline constexpr std::size_t mails_per_piece = 100;

class mail_text {
 public:
  mail_text(const service& app, const project_id& project, partition_id partition,
            const export_created& facts);

  const storage::state_store& rows() const;
  // What the file begins with.
  void begin(std::string& into) const;
  void append(std::string& into, const projections::mail_row& mail) const;

 private:
  const service& app_;
  projections::access reader_;  // the project; there is no key
  mutable http::request none_;
  const export_format format_;
  const bool with_extraction_;
};

}  // namespace carnet::exports
