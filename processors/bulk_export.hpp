// The bulk export processor of one partition: renders what was asked for once, to learn how many
// bytes it comes to, where its parts begin and what they hash to, and records that. The file itself
// is not kept.
#pragma once

#include <functional>
#include <memory>

#include "processors/loop/processor.hpp"
#include "producers/content/keyed_hashes.hpp"
#include "producers/content/sealed_content.hpp"
#include "producers/publication/bulk_renderer.hpp"

namespace carnet::processors {

struct bulk_export_options {
  const producers::sealed_content& content;
  const producers::keyed_hashes& hashes;
  partition_id partition;
  producers::open_bulk_renderer open;
};

std::unique_ptr<processor> make_bulk_export_processor(bulk_export_options options,
                                                      std::function<void()> wake);

}  // namespace carnet::processors
