// The texts of an identity and its mail that every key may see: masked where a code would show,
// empty once they are shredded.
#pragma once

#include <optional>
#include <string>

#include "producers/content/sealed_content.hpp"
#include "projections/identity/rows.hpp"

namespace carnet::producers {

// The identity's data key; nothing once its content is shredded.
std::optional<crypto::secret_key> key_of(const sealed_content& content, partition_id partition,
                                         const identity& state);

// The identity's address.
std::string public_address(const projections::identity_row& owner,
                           const std::optional<crypto::secret_key>& key);

// The mail's summary. The subject may show the code: it is told as the extraction masked it, or not
// at all.
mail_summary public_summary(const projections::mail_row& mail,
                            const std::optional<crypto::secret_key>& key);

}  // namespace carnet::producers
