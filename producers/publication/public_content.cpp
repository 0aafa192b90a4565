#include "producers/publication/public_content.hpp"

namespace carnet::producers {
namespace {

constexpr std::string_view redacted = "***";

}  // namespace

std::optional<crypto::secret_key> key_of(const sealed_content& content, partition_id partition,
                                         const identity& state) {
  if (state.shredded) return std::nullopt;
  auto key = content.find_key(partition, key_subject(state.id));
  return key ? std::optional(std::move(*key)) : std::nullopt;
}

std::string public_address(const projections::identity_row& owner,
                           const std::optional<crypto::secret_key>& key) {
  if (!key) return {};
  auto profile = sealed_content::open_row<identity_profile>(
      *key, owner.provisioned_event.text, field::profile, owner.state.sealed_profile);
  return profile ? std::move(profile->address) : std::string();
}

mail_summary public_summary(const projections::mail_row& mail,
                            const std::optional<crypto::secret_key>& key) {
  mail_summary summary;
  if (key && !mail.sealed_summary.empty()) {
    auto opened = sealed_content::open_row<mail_summary>(*key, mail.id.text, field::summary,
                                                         mail.sealed_summary);
    if (opened) summary = std::move(*opened);
  }
  const bool has_code = mail.extraction == projections::extraction_state_kind::completed;
  if (has_code && !summary.subject.empty()) {
    const auto value = sealed_content::open_row<extraction_value>(*key, mail.id.text, field::value,
                                                                  mail.sealed_value);
    summary.subject = value ? value->masked_subject : std::string(redacted);
  }
  return summary;
}

}  // namespace carnet::producers
