// Verifies deliveries with the stock Standard Webhooks library and with the published sample of
// X-Signature. One JSON object a line on standard input: {headers, body, secret}.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Webhook } = createRequire(process.env.MODULES + "/")("standardwebhooks");

function verifyWebhookSignature(payload, signature, timestamp, secret) {
  const signedPayload = `${timestamp}.${payload}`;
  const expected = createHmac("sha256", secret).update(signedPayload).digest("hex");
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
}

let verified = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { headers, body, secret } = JSON.parse(line);
  const event = new Webhook(secret).verify(body, headers);
  if (JSON.stringify(event) !== body) throw new Error(`re-serialised differently: ${body}`);
  const sample = verifyWebhookSignature(JSON.stringify(event), headers["x-signature"],
    headers["x-timestamp"], secret);
  if (!sample) throw new Error("X-Signature does not verify");
  let fooled = true;
  try {
    new Webhook(secret).verify(body.replace("evt_", "evt_x"), headers);
  } catch {
    fooled = false;
  }
  if (fooled) throw new Error("a changed body verifies");
  verified += 1;
}
console.log(`verified ${verified}`);
