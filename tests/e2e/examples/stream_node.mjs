// The stock EventSource of npm: prints the id of each mail, resumes by itself, ends after COUNT.
import { createRequire } from "node:module";

const { EventSource } = createRequire(`${process.env.MODULES}/`)("eventsource");
const headers = {
  Authorization: `Bearer ${process.env.CARNET_KEY}`,
  "X-Org-Id": process.env.CARNET_ORG,
  "X-Project-Id": process.env.CARNET_PROJECT,
};

let left = Number(process.env.COUNT);
const stream = new EventSource(`${process.env.CARNET_URL}/v1/realtime/events`, {
  fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
});
stream.addEventListener("open", () => console.log("open"));
stream.addEventListener("inbound_event", (event) => {
  const data = JSON.parse(event.data);
  console.log(data.eventId === event.lastEventId ? data.eventId : "ids differ");
  left -= 1;
  if (left === 0) stream.close();
});
