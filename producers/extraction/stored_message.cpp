#include "producers/extraction/stored_message.hpp"

#include "producers/content/compression.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::producers {
namespace {

std::shared_ptr<const parsed_mail> parse_stored(const storage::row_reader& rows,
                                                const crypto::secret_key& key,
                                                const event_id& mail) {
  const auto sealed = rows.get(storage::keys::raw_mail(mail));
  if (!sealed) return nullptr;
  const auto packed = sealed_content::open(key, mail.text, field::raw, *sealed);
  const auto raw = packed ? decompress(*packed) : packed;
  return raw ? std::make_shared<const parsed_mail>(parse_mail(*raw)) : nullptr;
}

}  // namespace

extraction::options stored_message::wanted() const {
  extraction::options out;
  out.allow_otp = (policy.extraction_types & extraction_types::otp) != 0;
  out.allow_link = (policy.extraction_types & extraction_types::link) != 0;
  out.min_confidence = policy.min_confidence_permille / 1000.0;
  out.expect_sender = profile.expect_sender;
  out.expect_host = profile.expect_host;
  return out;
}

std::optional<stored_message> open_stored_message(const storage::row_reader& rows,
                                                  const sealed_content& content,
                                                  partition_id partition, const identity_id& owner,
                                                  const event_id& mail,
                                                  std::shared_ptr<const parsed_mail> parsed) {
  using projections::load_row;
  const auto holder = load_row<projections::identity_row>(rows, storage::keys::identity(owner));
  const auto row = load_row<projections::mail_row>(rows, storage::keys::mail(mail));
  const auto key = content.find_key(partition, key_subject(owner));
  if (!holder || !row || !key) return std::nullopt;
  if (!parsed) parsed = parse_stored(rows, *key, mail);
  auto summary =
      sealed_content::open_row<mail_summary>(*key, mail.text, field::summary, row->sealed_summary);
  auto profile = sealed_content::open_row<identity_profile>(
      *key, holder->provisioned_event.text, field::profile, holder->state.sealed_profile);
  if (!parsed || !summary || !profile) return std::nullopt;
  return stored_message{*key, holder->state.policy, std::move(*profile), std::move(summary->sender),
                        std::move(parsed)};
}

}  // namespace carnet::producers
