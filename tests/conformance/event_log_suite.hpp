// All conformance suites of the EventLog port. An implementation passes by naming itself and its
// factory:
//   CARNET_EVENT_LOG_CONFORMANCE(embedded, embedded_factory);
#pragma once

#include "tests/conformance/event_log_append_suite.hpp"
#include "tests/conformance/event_log_key_suite.hpp"
#include "tests/conformance/event_log_read_suite.hpp"

#define CARNET_EVENT_LOG_CONFORMANCE(name, factory)                 \
  INSTANTIATE_TYPED_TEST_SUITE_P(name, event_log_appends, factory); \
  INSTANTIATE_TYPED_TEST_SUITE_P(name, event_log_reads, factory);   \
  INSTANTIATE_TYPED_TEST_SUITE_P(name, event_log_keys, factory)
