#include "processors/extraction_outcome.hpp"

#include "domain/extraction/redact.hpp"
#include "producers/content/compression.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::processors {

namespace field = producers::field;
using producers::sealed_content;

struct extraction_reader::source {
  crypto::secret_key key;
  identity_policy policy;
  parsed_mail mail;
};

std::optional<extraction_reader::source> extraction_reader::read_source(
    const storage::row_reader& rows, const record_extraction& wish) const {
  const auto owner = projections::load_row<projections::identity_row>(
      rows, storage::keys::identity(wish.identity));
  const auto sealed = rows.get(storage::keys::raw_mail(wish.mail));
  const auto key = content_.find_key(partition_, producers::key_subject(wish.identity));
  if (!owner || !sealed || !key) return std::nullopt;
  const auto packed = sealed_content::open(*key, wish.mail.text, field::raw, *sealed);
  if (!packed) return std::nullopt;
  const auto raw = producers::decompress(*packed);
  if (!raw) return std::nullopt;
  return source{*key, owner->state.policy, parse_mail(*raw)};
}

void extraction_reader::extract(const storage::row_reader& rows, record_extraction& wish) {
  wish.parser_version = extraction::parser_version;
  auto from = read_source(rows, wish);
  if (!from) return;
  extraction::options wanted;
  wanted.allow_otp = (from->policy.extraction_types & extraction_types::otp) != 0;
  wanted.allow_link = (from->policy.extraction_types & extraction_types::link) != 0;
  wanted.min_confidence = from->policy.min_confidence_permille / 1000.0;
  const parsed_mail& mail = from->mail;
  const auto found =
      extraction::extract({mail.from, mail.subject, mail.text, mail.html}, wanted, buffers_);
  if (!found.primary) return;

  const auto& primary = found.candidates[*found.primary];
  producers::extraction_value value{
      .value = primary.value, .masked_subject = extraction::redact(mail.subject, primary.value)};
  for (std::size_t n = 0; n < found.candidates.size(); ++n) {
    if (n != *found.primary) value.alternatives.push_back(found.candidates[n].value);
  }
  wish.type = static_cast<std::uint8_t>(primary.type);
  wish.confidence_permille = static_cast<std::uint16_t>(primary.confidence * 1000 + 0.5);
  wish.model_name = extraction::model_name;
  wish.sealed_value = sealed_content::seal_row(from->key, wish.mail.text, field::value, value);
}

}  // namespace carnet::processors
