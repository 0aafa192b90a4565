// The compiled part of Asio's TLS streams, apart from the rest so that OpenSSL headers are
// parsed here and in the TLS sessions only.
#include <boost/asio/ssl/impl/src.hpp>
