#include "processors/extraction_outcome.hpp"

#include <algorithm>
#include <array>

#include "producers/content/compression.hpp"
#include "producers/mail/parsed_mail.hpp"
#include "projections/identity/queries.hpp"
#include "storage/kv/keys.hpp"

namespace carnet::processors {

namespace field = producers::field;
using producers::sealed_content;

namespace {

// What senders put between the characters of a code; the same code may stand in the subject with
// and in the text without.
constexpr std::array<std::string_view, 10> separators{
    " ", "\t", "-", ".", "_", "\u00a0", "\u2009", "\u202f", "\u2011", "\u2013"};

std::size_t separator_at(std::string_view text) {
  for (const auto& one : separators) {
    if (text.starts_with(one)) return one.size();
  }
  return 0;
}

std::string without_separators(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::size_t length = separator_at(text);
    if (length == 0) kept.push_back(text.front());
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return kept;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// How many bytes at the front of `text` spell `wanted`, separators passed over; 0 when none do.
std::size_t spelled_at(std::string_view text, std::string_view wanted) {
  std::size_t used = 0;
  for (const char c : wanted) {
    for (std::size_t n = 1; used > 0 && n > 0; used += n) n = separator_at(text.substr(used));
    if (used == text.size() || lower(text[used]) != lower(c)) return 0;
    ++used;
  }
  return used;
}

}  // namespace

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
  producers::extraction_value value{.value = primary.value,
                                    .masked_subject = mask(mail.subject, primary.value)};
  for (std::size_t n = 0; n < found.candidates.size(); ++n) {
    if (n != *found.primary) value.alternatives.push_back(found.candidates[n].value);
  }
  wish.type = static_cast<std::uint8_t>(primary.type);
  wish.confidence_permille = static_cast<std::uint16_t>(primary.confidence * 1000 + 0.5);
  wish.model_name = extraction::model_name;
  wish.sealed_value = sealed_content::seal_row(from->key, wish.mail.text, field::value, value);
}

std::string mask(std::string_view text, std::string_view value) {
  const std::string wanted = without_separators(value);
  if (wanted.empty()) return std::string(text);
  std::string masked;
  while (!text.empty()) {
    const std::size_t length = spelled_at(text, wanted);
    masked += length > 0 ? std::string_view("***") : text.substr(0, 1);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return masked;
}

}  // namespace carnet::processors
