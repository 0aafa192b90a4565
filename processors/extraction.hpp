// The extraction processor: finds the primary code or link of each received mail and records it, by
// which the mail is released to readers.
#pragma once

#include <functional>
#include <memory>

#include "processors/loop/processor.hpp"
#include "producers/content/sealed_content.hpp"
#include "producers/ingress/parsed_mails.hpp"

namespace carnet::processors {

// `wake` is called when commands have ended and there is room for more work, or something to do
// again.
std::unique_ptr<processor> make_extraction_processor(const producers::sealed_content& content,
                                                     producers::parsed_mails& mails,
                                                     partition_id partition,
                                                     std::function<void()> wake);

}  // namespace carnet::processors
