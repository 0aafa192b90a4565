// Both revisions with nothing but fetch: create, list, extend, wait for the code, squash.
import assert from "node:assert/strict";

const api = process.env.CARNET_URL;
const headers = {
  Authorization: `Bearer ${process.env.CARNET_KEY}`,
  "X-Org-Id": process.env.CARNET_ORG,
  "X-Project-Id": process.env.CARNET_PROJECT,
  "Content-Type": "application/json",
};

const read = (path) => fetch(`${api}${path}`, { headers });
const write = (path, body, method = "POST") =>
  fetch(`${api}${path}`, {
    method,
    headers: { ...headers, "Idempotency-Key": crypto.randomUUID() },
    body: body && JSON.stringify(body),
  });
const json = async (answer) => {
  const body = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(body));
  return body;
};

async function newer() {
  const made = await json(
    await write("/v1/identities", { aliasTemplate: "node", ttlHours: 24, tags: ["node"] }),
  );
  console.log("address", made.emailAddress);
  const below = `/v1/identities/${made.id}`;
  const found = await json(await read(`${below}/latest-extraction?wait=30`));
  assert.deepEqual([found.type, found.has_secret, found.primaryActionUrl], ["otp", true, null]);
  const secret = await json(await read(`${below}/events/${found.eventId}/secret`));
  console.log("code", secret.value);
  const ended = await json(await write(`${below}/squash`));
  assert.equal(ended.status, "SQUASHED");
}

async function older() {
  const made = await json(await write("/v1/identities", { label: "node-flow", ttl_hours: 48 }));
  const listed = await json(await read("/v1/identities?status=provisioned&limit=10"));
  assert.ok(listed.items.some((item) => item.id === made.id));
  const below = `/v1/identities/${made.id}`;
  const longer = await json(await write(`${below}/extend`, { additional_hours: 24 }));
  assert.ok(longer.expires_at > made.expires_at);
  assert.equal((await read(`${below}/extractions/latest`)).ok, false);
  await json(await write(`${below}/children`, { label: "second" }));
  const revoked = await json(await write(`${below}/children`, undefined, "DELETE"));
  assert.equal(revoked.revoked_count, 1);
  await json(await write(`${below}/squash`));
}

await newer();
await older();
console.log("done");
