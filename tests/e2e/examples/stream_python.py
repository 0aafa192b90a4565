"""The stock sseclient of PyPI over requests: prints the id of each mail, comes back when the stream
ends, ends after COUNT."""
import json
import os
import sys

import requests

sys.path.insert(0, os.environ["MODULES"])
import sseclient  # noqa: E402

url = os.environ["CARNET_URL"] + "/v1/realtime/events"
headers = {"Authorization": f"Bearer {os.environ['CARNET_KEY']}",
           "X-Org-Id": os.environ["CARNET_ORG"], "X-Project-Id": os.environ["CARNET_PROJECT"]}
left = int(os.environ["COUNT"])
while left > 0:
    answer = requests.get(url, headers=headers, stream=True, timeout=60)
    print("open", flush=True)
    for event in sseclient.SSEClient(answer).events():
        assert event.event == "inbound_event", event
        data = json.loads(event.data)
        headers["Last-Event-ID"] = event.id
        print(data["eventId"] if data["eventId"] == event.id else "ids differ", flush=True)
        left -= 1
        if left == 0:
            break
