#include "processors/extraction_outcome.hpp"

#include "domain/extraction/redact.hpp"
#include "producers/extraction/stored_message.hpp"

namespace carnet::processors {

namespace field = producers::field;
using producers::sealed_content;

void extraction_reader::extract(const storage::row_reader& rows, record_extraction& wish) {
  wish.parser_version = extraction::parser_version;
  const auto from = producers::open_stored_message(rows, content_, partition_, wish.identity,
                                                   wish.mail, mails_.take(wish.mail));
  if (!from) return;
  const auto found = extraction::extract(from->view(), from->wanted(), buffers_);
  if (!found.primary) return;

  const auto& primary = found.candidates[*found.primary];
  producers::extraction_value value{
      .value = primary.value,
      .masked_subject = extraction::redact(from->mail->subject, primary.value)};
  for (std::size_t n = 0; n < found.candidates.size(); ++n) {
    const auto& other = found.candidates[n];
    // What was refused (phishing, a stranger's) is no alternative.
    if (n != *found.primary && other.confidence > 0) value.alternatives.push_back(other.value);
  }
  wish.type = static_cast<std::uint8_t>(primary.type);
  wish.confidence_permille = static_cast<std::uint16_t>(primary.confidence * 1000 + 0.5);
  wish.model_name = extraction::model_name;
  wish.sealed_value = sealed_content::seal_row(from->key, wish.mail.text, field::value, value);
}

}  // namespace carnet::processors
