// Which version of OCSF a request pins: by `version`, which beats the header X-OCSF-Version; the
// newest when it pins none.
#pragma once

#include "api/http/body_reader.hpp"
#include "api/http/query_reader.hpp"
#include "schemas/ocsf/version.hpp"

namespace carnet::exports {

schemas::ocsf_version read_ocsf_version(const http::request& in, http::query_reader& query);
schemas::ocsf_version read_ocsf_version(const http::request& in, http::body_reader& body);

}  // namespace carnet::exports
