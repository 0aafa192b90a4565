// Turns reasons into a score and a score into a probability: a logistic model per type whose
// weights are data (model_weights.cpp), fitted offline, then calibrated on folds that were held
// out. It must stay free of rules: what should count differently is a reason.
#pragma once

#include <array>

#include "domain/extraction/extraction.hpp"
#include "domain/extraction/reasons.hpp"

namespace carnet::extraction {

struct linear_model {
  double bias = 0;
  std::array<double, reason_count> weights{};
};

/// Platt scaling: probability = 1 / (1 + exp(-(scale * score + shift))).
struct calibration {
  double scale = 1;
  double shift = 0;
};

const linear_model& model_of(secret_type type);
const calibration& calibration_of(secret_type type);

/// The raw score of a set of reasons; higher is better, 0 is undecided.
double score_of(secret_type type, const reason_set& reasons);

/// The calibrated probability that belongs to a score, 0..1.
double confidence_of(secret_type type, double score);

}  // namespace carnet::extraction
