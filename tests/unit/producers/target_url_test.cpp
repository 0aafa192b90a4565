// URLs that get around checks elsewhere: each is refused before anything is resolved, or taken
// apart as what it is, so that its address is judged when it is connected to.
#include "producers/outbound/target_url.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace carnet::outbound {
namespace {

TEST(target_url, is_taken_apart) {
  const auto url = parse_target("https://Hooks.Example.com:8443/a%20b?x=1&y=%2F", false);
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->host, "hooks.example.com");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->path, "/a%20b?x=1&y=%2F");
  EXPECT_EQ(url->host_header(), "hooks.example.com:8443");
  EXPECT_EQ(parse_target("https://a.example", false)->path, "/");
  EXPECT_EQ(parse_target("https://a.example?q", false)->path, "/?q");
  EXPECT_EQ(parse_target("https://a.example/", false)->host_header(), "a.example");
  const auto six = parse_target("https://[2606:4700:4700::1111]/", false);
  ASSERT_TRUE(six.has_value());
  EXPECT_EQ(six->address, "2606:4700:4700::1111");
  EXPECT_EQ(six->host_header(), "[2606:4700:4700::1111]");
}

TEST(target_url, public_ones_are_taken) {
  for (const char* text : {"https://example.com/", "https://8.8.8.8/", "https://a-b.c_d.example/x",
                           "HTTPS://EXAMPLE.COM/", "https://xn--bcher-kva.example/",
                           "https://example.com./", "https://3com.example/"}) {
    EXPECT_TRUE(parse_target(text, false).has_value()) << text;
  }
}

// Refused whatever is allowed.
const std::vector<const char*> ways_around{
    "",
    "example.com",
    "//example.com/",
    "/hook",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_x",
    "javascript:alert(1)",
    "https:///path",
    "https://",
    "https://?x",
    "https://user@example.com/",
    "https://user:pass@example.com/",
    "https://example.com:80@127.0.0.1/",
    "https://127.0.0.1#@example.com/",
    "https://example.com/#fragment",
    "https://example.com/#",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[2002:7f00:1::]/",
    "https://[::]/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://2130706433/",    // 127.0.0.1 as one number
    "https://017700000001/",  // and in octal
    "https://0x7f000001/",    // and in hexadecimal
    "https://0x7f.1/",
    "https://127.1/",
    "https://127.0.1/",
    "https://0177.0.0.1/",
    "https://0x7f.0.0.0x1/",
    "https://3232235777/",
    "https://2852039166/",  // 169.254.169.254
    "https://0xa9.0xfe.0xa9.0xfe/",
    "https://0251.0376.0251.0376/",
    "https://256.256.256.256/",
    "https://1.2.3.4.5/",
    "https://127.0.0.1.nip.io/",
    "https://127.0.0.1./",
    "https://example.com:0/",
    "https://example.com:/",
    "https://example.com:99999/",
    "https://exa mple.com/",
    "https://example.com/a b",
    "https://exam\\ple.com/",
    "https://example.com\\@127.0.0.1/",
    "https://127.0.0.1\\.example.com/",
    "https://%31%32%37.0.0.1/",
    "https://loc%61lhost/",
    "https://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1/",  // enclosed digits
    "https://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1/",  // full-width digits
    "https://ex\xc3\xa4mple.com/",
    "https://example.com\r\nX-Injected: 1/",
    "https://example.com/\r\nX-Injected: 1",
    "https://example.com/\tx",
    "https://a..example/",
    "https://.example/",
    "https://[::1%25eth0]/",
    "https://[v1.x]/",
    "https://[127.0.0.1]/",
    " https://example.com/",
};

// Refused in production; with private targets allowed, those listed here are taken.
TEST(target_url, ways_around_are_refused) {
  for (const char* text : ways_around) {
    EXPECT_FALSE(parse_target(text, false).has_value()) << text;
    EXPECT_FALSE(parse_target(text, true).has_value()) << text;
  }
  for (const char* text :
       {"http://example.com/", "https://127.0.0.1/", "https://10.1.2.3/", "https://192.168.0.1/",
        "https://172.20.0.1/", "https://100.64.1.1/", "https://[::1]/", "https://[fd12::1]/",
        "https://[::ffff:127.0.0.1]/", "https://[0:0:0:0:0:ffff:7f00:1]/", "https://localhost/",
        "https://LOCALHOST/", "https://localhost./", "https://a.localhost/",
        "http://127.0.0.1:1/"}) {
    EXPECT_FALSE(parse_target(text, false).has_value()) << text;
    EXPECT_TRUE(parse_target(text, true).has_value()) << text;
  }
}

TEST(target_url, has_a_length_limit) {
  const std::string longest = "https://a.example/" + std::string(target_url_bytes_max - 18, 'x');
  EXPECT_TRUE(parse_target(longest, false).has_value());
  EXPECT_FALSE(parse_target(longest + "x", false).has_value());
}

}  // namespace
}  // namespace carnet::outbound
