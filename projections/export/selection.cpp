#include "projections/export/selection.hpp"

#include <algorithm>

namespace carnet::projections {
namespace {

std::vector<numbered_mail> numbered(std::vector<mail_row> mails) {
  std::vector<numbered_mail> page;
  page.reserve(mails.size());
  for (auto& mail : mails) {
    const std::uint64_t number = mail.number;
    page.push_back({number, std::move(mail)});
  }
  return page;
}

}  // namespace

mail_selection::mail_selection(const project_id& project, const export_created& facts)
    : project_(project),
      facts_(facts),
      before_(facts.newest == 0 ? UINT64_MAX : facts.newest + 1) {}

std::vector<numbered_mail> mail_selection::next(const row_reader& rows, std::size_t looks) {
  std::vector<numbered_mail> page;
  if (facts_.identity.empty()) {
    page = mails_before(rows, project_, before_, looks);
  } else {
    const auto before = static_cast<std::uint32_t>(std::min<std::uint64_t>(before_, UINT32_MAX));
    page = numbered(mails_before(rows, facts_.identity, before, looks));
  }
  ended_ = page.size() < looks;
  if (!page.empty()) before_ = page.back().number;
  std::erase_if(page, [this](const numbered_mail& one) {
    // Released in order of time, and received no later: from here on all are too old.
    if (one.mail.extracted_at < facts_.created_after) ended_ = true;
    return one.mail.received_at < facts_.created_after ||
           (facts_.created_before != 0 && one.mail.received_at >= facts_.created_before);
  });
  return page;
}

}  // namespace carnet::projections
