// What a parcel of mail between nodes holds, and what is none.
#include "producers/ingress/mail_parcel.hpp"

#include <gtest/gtest.h>

namespace carnet::producers {
namespace {

inbound_mail sample() {
  inbound_mail mail;
  mail.envelope_from = "a@example.com";
  mail.recipients = {"one@inbox.test", "zw\xc3\xb6lf@inbox.test"};
  mail.raw = std::string("Subject: x\r\n\r\n\0\xff body", 20);
  mail.trace_header = "Received: from x\r\n";
  mail.peer = "::1";
  mail.tls = true;
  mail.helo = "mx.example.com";
  return mail;
}

TEST(MailParcel, HoldsTheWholeMessage) {
  const auto mail = sample();
  const auto read = unpack_mail(pack_mail(mail));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->envelope_from, mail.envelope_from);
  EXPECT_EQ(read->recipients, mail.recipients);
  EXPECT_EQ(read->raw, mail.raw);
  EXPECT_EQ(read->trace_header, mail.trace_header);
  EXPECT_EQ(read->peer, mail.peer);
  EXPECT_TRUE(read->tls);
  EXPECT_EQ(read->helo, mail.helo);
}

TEST(MailParcel, IsNoneWhenItsEnvelopeBreaksOff) {
  const auto mail = sample();
  const auto bytes = pack_mail(mail);
  for (std::size_t size = 0; size < bytes.size() - mail.raw.size(); ++size) {
    EXPECT_FALSE(unpack_mail(std::string_view(bytes).substr(0, size))) << size;
  }
}

TEST(MailParcel, TakesAHundredRecipientsAndNotOneMore) {
  auto mail = sample();
  mail.recipients.assign(100, "x@inbox.test");
  EXPECT_TRUE(unpack_mail(pack_mail(mail)));
  mail.recipients.assign(101, "x@inbox.test");
  EXPECT_FALSE(unpack_mail(pack_mail(mail)));
  mail.recipients.clear();
  EXPECT_FALSE(unpack_mail(pack_mail(mail)));
}

TEST(MailParcel, LengthsThatLieAreNoParcel) {
  auto bytes = pack_mail(sample());
  for (std::size_t at = 0; at < 24; ++at) {
    auto wrong = bytes;
    wrong[at] = '\x7f';
    unpack_mail(wrong);  // whatever it gives, it reads nothing that is not there
  }
  bytes[8] = '\x7f';
  EXPECT_FALSE(unpack_mail(bytes));
}

}  // namespace
}  // namespace carnet::producers
