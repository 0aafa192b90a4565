// At most so many starts in a second: a bucket that fills evenly and holds a tenth of a second.
#pragma once

#include <algorithm>
#include <cstdint>

#include "domain/time.hpp"

namespace carnet::processors {

class rate_gate {
 public:
  // 0: no limit.
  void set(std::uint32_t per_second) { per_second_ = per_second; }

  // When the next start is allowed; `now` or earlier: at once.
  unix_us open_at() const { return per_second_ == 0 ? 0 : next_; }

  void start(unix_us now) {
    if (per_second_ == 0) return;
    const unix_us burst = us_per_second / 10;
    const unix_us step = std::max<unix_us>(1, us_per_second / per_second_);
    next_ = std::max(next_, now - std::max<unix_us>(0, burst - step)) + step;
  }

 private:
  std::uint32_t per_second_ = 0;
  unix_us next_ = 0;
};

}  // namespace carnet::processors
