// Chance from a seed: the same numbers on every machine and compiler, unlike the library's
// distributions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ids.hpp"

namespace carnet::test {

class random_source {
 public:
  explicit random_source(std::uint64_t seed) : state_(seed) {}

  // SplitMix64.
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  // Less than `bound`, which is not 0.
  std::size_t below(std::size_t bound) { return next() % bound; }
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
  }
  bool chance(unsigned permille) { return below(1000) < permille; }

  std::string bytes(std::size_t count) {
    std::string text(count, '\0');
    for (char& c : text) c = static_cast<char>(next());
    return text;
  }

  template <class Tag>
  named_id<Tag> id() {
    constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    std::string text(Tag::width, 'a');
    for (char& c : text) c = alphabet[below(alphabet.size())];
    return {text};
  }

  template <class Items>
  auto& pick(Items& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace carnet::test
