// A certificate by its SHA-256, as the server writes down which one it serves with.
#pragma once

#include <string>

struct x509_st;

namespace carnet {

/// In hex; empty when OpenSSL would not tell.
std::string certificate_hash(const x509_st& certificate);

}  // namespace carnet
