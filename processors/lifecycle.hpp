// The lifecycle processor: turns deadlines that have passed into commands, oldest first.
#pragma once

#include <functional>
#include <memory>

#include "processors/loop/processor.hpp"

namespace carnet::processors {

// `wake` is called when a command has ended, so that the next can be sent.
std::unique_ptr<processor> make_lifecycle_processor(std::function<void()> wake);

}  // namespace carnet::processors
