// What the figures of a stream's rows mean, event by event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <variant>

#include "domain/record.hpp"
#include "projections/stream/rows.hpp"

namespace carnet::producers {

// Where an event lies in the variant of events.
template <class Event, std::size_t At = 0>
consteval std::size_t event_index() {
  if constexpr (std::is_same_v<std::variant_alternative_t<At, event>, Event>) {
    return At;
  } else {
    return event_index<Event, At + 1>();
  }
}

// The event that a row of a stream is of.
std::size_t event_index_of(const projections::project_event_row& row);

// Why it happened, or what of it, by the event's first figure; empty: nothing to add.
std::string_view reason_of(std::size_t event, std::uint64_t figure);

// What the first figure of an event counts; empty: it counts nothing.
std::string_view figure_of(std::size_t event);

}  // namespace carnet::producers
