// Whether a port is somebody else's. The loops of one server share theirs (SO_REUSEPORT), and so
// would two servers of one user: each would get a part of the other's clients.
#pragma once

#include <boost/asio/ip/tcp.hpp>

namespace carnet::net {

/// Asked before the first loop listens: `address_in_use` while anybody listens at `where`, what
/// else keeps one from binding there, or nothing. Port 0 is never in use.
boost::system::error_code port_in_use(const boost::asio::ip::tcp::endpoint& where);

}  // namespace carnet::net
