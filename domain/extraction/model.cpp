// See model.hpp.

#include "domain/extraction/model.hpp"

#include <cmath>

namespace carnet::extraction {

double score_of(secret_type type, const reason_set& reasons) {
  const linear_model& model = model_of(type);
  double score = model.bias;
  for (std::size_t i = 0; i < reason_count; ++i) {
    if (reasons.test(i)) score += model.weights[i];
  }
  return score;
}

double confidence_of(secret_type type, double score) {
  const calibration& fitted = calibration_of(type);
  return 1.0 / (1.0 + std::exp(-(fitted.scale * score + fitted.shift)));
}

}  // namespace carnet::extraction
