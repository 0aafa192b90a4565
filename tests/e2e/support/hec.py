"""A receiver that speaks Splunk's HTTP event collector as its documentation describes it, and is strict:
token, channel, path and every event's envelope are looked at; what it would not take is answered as
Splunk does and kept in `complaints`.
"""
import json
import re
import threading

from support.sink import Sink

EVENT_PATH, ACK_PATH = "/services/collector/event", "/services/collector/ack"
CHANNEL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


class Collector(Sink):
    def __init__(self, token: str, acknowledges: bool = False, **how):
        super().__init__(self._answer, **how)
        self.token, self.acknowledges = token, acknowledges
        self.events, self.complaints, self.indexed = [], [], set()
        self.indexing = True  # False: received and never indexed
        self.broken = 0       # answer so many requests with 503
        self.next_ack = 0
        self.state = threading.Lock()

    def base(self) -> str:
        return self.url("")

    def uids(self) -> list[str]:
        with self.state:
            return [event["event"]["metadata"]["uid"] for event in self.events]

    def _refuse(self, status: int, code: int, text: str):
        self.complaints.append(text)
        return status, {}, json.dumps({"text": text, "code": code})

    def _answer(self, received):
        with self.state:
            if self.broken > 0:
                self.broken -= 1
                return 503, {}, json.dumps({"text": "Server is busy", "code": 9})
            if received.headers.get("authorization") != f"Splunk {self.token}":
                return self._refuse(403, 4, "Invalid token")
            channel = received.headers.get("x-splunk-request-channel")
            if self.acknowledges and not (channel and CHANNEL.match(channel)):
                return self._refuse(400, 10, "Data channel is missing")
            if received.path == EVENT_PATH:
                return self._take(received)
            if received.path == f"{ACK_PATH}?channel={channel}":
                return self._acknowledge(received)
            return self._refuse(404, 404, "The requested URL was not found on this server.")

    def _take(self, received):
        text, place, events = received.body.decode(), 0, []
        while place < len(text):
            try:
                event, place = json.JSONDecoder().raw_decode(text, place)
            except ValueError:
                return self._refuse(400, 6, "Invalid data format")
            if not isinstance(event.get("event"), dict) or not isinstance(event.get("time"), (int, float)):
                return self._refuse(400, 12, "Event field is required")
            if set(event) - {"time", "host", "source", "sourcetype", "index", "fields", "event"}:
                return self._refuse(400, 6, "Invalid data format")
            events.append(event)
        if not events:
            return self._refuse(400, 5, "No data")
        self.events += events
        answer = {"text": "Success", "code": 0}
        if self.acknowledges:
            answer["ackId"] = self.next_ack
            if self.indexing:
                self.indexed.add(self.next_ack)
            self.next_ack += 1
        return 200, {}, json.dumps(answer)

    def _acknowledge(self, received):
        asked = json.loads(received.body)["acks"]
        return 200, {}, json.dumps({"acks": {str(n): n in self.indexed for n in asked}})
