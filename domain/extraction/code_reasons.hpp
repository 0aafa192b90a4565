// Gathers what speaks for and against a spot being the code of its message.
// Bounded work per spot: a window of cues on its line, three lines before, the facts of the
// message.
#pragma once

#include "domain/extraction/code_scan.hpp"
#include "domain/extraction/cue_context.hpp"
#include "domain/extraction/document.hpp"

namespace carnet::extraction {

/// Facts that are the same for every candidate of a message.
struct message_facts {
  std::size_t numbers = 0;  // number-like tokens
  bool money = false;       // amounts with currency
  reason_set shared;        // reasons every code candidate of the message has
};

message_facts gather_facts(const document& from, const cue_context& cues, std::size_t numbers);

/// All reasons of one spot.
reason_set code_reasons(const document& from, const cue_context& cues, const message_facts& facts,
                        const code_spot& spot);

}  // namespace carnet::extraction
