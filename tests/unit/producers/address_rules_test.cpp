// Which addresses may be connected to: the ways in that other products left open, one by one.
#include "producers/outbound/address_rules.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace carnet::outbound {
namespace {

std::vector<std::uint8_t> bytes_of(const std::string& text) {
  std::vector<std::uint8_t> bytes(text.find(':') == text.npos ? 4 : 16);
  EXPECT_EQ(inet_pton(bytes.size() == 4 ? AF_INET : AF_INET6, text.c_str(), bytes.data()), 1)
      << text;
  return bytes;
}

address_kind kind_of(const std::string& text) { return classify(bytes_of(text)); }

TEST(address_rules, public_addresses_are_global) {
  for (const char* text : {"1.1.1.1",
                           "8.8.8.8",
                           "9.255.255.255",
                           "11.0.0.0",
                           "100.63.255.255",
                           "100.128.0.0",
                           "126.255.255.255",
                           "128.0.0.0",
                           "169.253.255.255",
                           "169.255.0.0",
                           "172.15.255.255",
                           "172.32.0.0",
                           "192.167.255.255",
                           "192.169.0.0",
                           "198.17.255.255",
                           "198.20.0.0",
                           "223.255.255.255",
                           "2606:4700:4700::1111",
                           "2001:4860:4860::8888",
                           "2a00:1450:4001::200e",
                           "::ffff:8.8.8.8",
                           "64:ff9b::808:808",
                           "2001:200::1"}) {
    EXPECT_EQ(kind_of(text), address_kind::global) << text;
  }
}

TEST(address_rules, loopback_and_private_ones_are_local) {
  for (const char* text :
       {"127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1",
        "172.31.255.255", "192.168.0.1", "100.64.0.1", "::1", "fc00::1", "fd12:3456:789a::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:192.168.1.1"}) {
    EXPECT_EQ(kind_of(text), address_kind::local) << text;
    EXPECT_FALSE(may_reach(bytes_of(text), false)) << text;
    EXPECT_TRUE(may_reach(bytes_of(text), true)) << text;
  }
}

TEST(address_rules, metadata_link_local_and_the_like_are_refused_whatever_is_allowed) {
  for (const char* text : {"169.254.169.254",
                           "169.254.170.2",
                           "169.254.0.1",
                           "100.100.100.200",
                           "168.63.129.16",
                           "192.0.0.192",
                           "0.0.0.0",
                           "0.1.2.3",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "192.0.2.1",
                           "198.51.100.1",
                           "203.0.113.1",
                           "198.18.0.1",
                           "192.88.99.1",
                           "::",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "ff02::1",
                           "fd00:ec2::254",
                           "fd20:ce::254",
                           "::ffff:169.254.169.254",
                           "::ffff:0.0.0.0",
                           "::127.0.0.1",
                           "::169.254.169.254",
                           "64:ff9b::a9fe:a9fe",
                           "64:ff9b::7f00:1",
                           "64:ff9b::a00:1",
                           "64:ff9b:1::a00:1",
                           "2002:a9fe:a9fe::1",
                           "2002:7f00:1::",
                           "2002:808:808::1",
                           "2001::1",
                           "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                           "2001:db8::1",
                           "3fff::1",
                           "100::1",
                           "2620:4f:8000::1",
                           "2a00:1450::5efe:a9fe:a9fe",
                           "2a00:1450::200:5efe:7f00:1",
                           "5f00::1",
                           "4000::1"}) {
    EXPECT_EQ(kind_of(text), address_kind::forbidden) << text;
    EXPECT_FALSE(may_reach(bytes_of(text), true)) << text;
  }
}

TEST(address_rules, other_sizes_are_no_addresses) {
  EXPECT_EQ(classify({}), address_kind::forbidden);
}

}  // namespace
}  // namespace carnet::outbound
