// The retention processor: content of identities that ended long enough ago is shredded, as a
// logged fact, by deleting the identity's data key.
#pragma once

#include <functional>
#include <memory>

#include "domain/time.hpp"
#include "processors/loop/processor.hpp"

namespace carnet::processors {

// `retention_s` after squash or expiry; `purge` makes deleted keys unrecoverable and is called
// after each round that deleted some, from the processor's thread.
std::unique_ptr<processor> make_retention_processor(duration_s retention_s,
                                                    std::function<void()> purge,
                                                    std::function<void()> wake);

}  // namespace carnet::processors
