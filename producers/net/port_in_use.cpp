#include "producers/net/port_in_use.hpp"

#include <boost/asio/io_context.hpp>

namespace carnet::net {

boost::system::error_code port_in_use(const boost::asio::ip::tcp::endpoint& where) {
  boost::asio::io_context unused;
  boost::asio::ip::tcp::acceptor probe(unused);
  boost::system::error_code error;
  probe.open(where.protocol(), error);
  // Connections of an earlier server that are still being closed hold nobody up.
  if (!error) probe.set_option(boost::asio::socket_base::reuse_address(true), error);
  if (!error) probe.bind(where, error);
  return error;
}

}  // namespace carnet::net
