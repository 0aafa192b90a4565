// Any bytes as any part of a message: no crash, no endless work, spans inside the parts.
// The input is cut at its first two line ends into subject, text and HTML.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/extraction/extraction.hpp"

using carnet::extraction::candidate;
using carnet::extraction::message_view;
using carnet::extraction::place;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static carnet::extraction::workspace buffers;
  std::string_view rest(reinterpret_cast<const char*>(bytes), size);
  const auto cut = [&rest] {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
  };
  message_view message;
  message.subject = cut();
  message.from = cut();
  message.text = rest;
  message.html = rest;
  const auto found = carnet::extraction::extract(message, {.min_confidence = 0}, buffers);
  if (found.work > 4096 + size * 256) std::abort();
  for (const candidate& each : found.candidates) {
    const std::string_view part = each.where == place::subject ? message.subject : rest;
    if (each.offset > part.size() || each.length > part.size() - each.offset) std::abort();
    if (!(each.confidence >= 0 && each.confidence <= 1)) std::abort();
  }
  return 0;
}
