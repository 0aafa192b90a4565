// From a mail in the rows to what its extraction records: unseal, parse, extract, seal.
#pragma once

#include "domain/extraction/extraction.hpp"
#include "domain/identity/commands.hpp"
#include "producers/content/sealed_content.hpp"
#include "producers/ingress/parsed_mails.hpp"
#include "projections/identity/rows.hpp"
#include "storage/kv/rows.hpp"

namespace carnet::processors {

class extraction_reader {
 public:
  extraction_reader(const producers::sealed_content& content, producers::parsed_mails& mails,
                    partition_id partition)
      : content_(content), mails_(mails), partition_(partition) {}

  // Fills in everything but mail and identity, which name the work. What can not be read any more
  // holds nothing to report.
  void extract(const storage::row_reader& rows, record_extraction& wish);

 private:
  const producers::sealed_content& content_;
  producers::parsed_mails& mails_;
  const partition_id partition_;
  extraction::workspace buffers_;
};

}  // namespace carnet::processors
