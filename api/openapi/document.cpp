// The bytes come from carnet_embed; this file only gives them a name.
#include "api/openapi/document.hpp"

namespace carnet::openapi {

extern const std::string_view carnet_json;

std::string_view document() { return carnet_json; }

}  // namespace carnet::openapi
