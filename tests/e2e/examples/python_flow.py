"""Both revisions with nothing but requests: create, read, extend, poll for the code, squash."""
import os
import time
import uuid

import requests

API = os.environ["CARNET_URL"]
HEADERS = {
    "Authorization": f"Bearer {os.environ['CARNET_KEY']}",
    "X-Org-Id": os.environ["CARNET_ORG"],
    "X-Project-Id": os.environ["CARNET_PROJECT"],
    "Content-Type": "application/json",
}


def fresh() -> dict:
    return {**HEADERS, "Idempotency-Key": str(uuid.uuid4())}


def newer() -> None:
    made = requests.post(f"{API}/v1/identities", headers=fresh(),
                         json={"aliasTemplate": "py", "ttlHours": 24, "tags": ["py"]}).json()
    print("address", made["emailAddress"], flush=True)
    below = f"{API}/v1/identities/{made['id']}"
    for _ in range(60):
        answer = requests.get(f"{below}/latest-extraction", headers=HEADERS)
        if answer.status_code == 200:
            break
        time.sleep(0.25)
    found = answer.json()
    assert found["type"] == "otp" and found["redacted_value"] == "***", found
    secret = requests.get(f"{below}/events/{found['eventId']}/secret", headers=HEADERS).json()
    print("code", secret["value"], flush=True)
    ended = requests.post(f"{below}/squash", headers=fresh()).json()
    assert ended["status"] == "SQUASHED", ended
    many = requests.post(f"{API}/v1/identities/bulk", headers=fresh(),
                         json={"count": 10, "ttlHours": 24, "tags": ["batch"]}).json()
    assert many["count"] == len({item["emailAddress"] for item in many["items"]}) == 10


def older() -> None:
    made = requests.post(f"{API}/v1/identities", headers=fresh(),
                         json={"label": "py-flow", "ttl_hours": 48}).json()
    assert made["status"] == "provisioned", made
    listed = requests.get(f"{API}/v1/identities", headers=HEADERS,
                          params={"status": "provisioned", "limit": 10}).json()
    assert made["id"] in [item["id"] for item in listed["items"]]
    below = f"{API}/v1/identities/{made['id']}"
    longer = requests.post(f"{below}/extend", headers=fresh(), json={"additional_hours": 24})
    assert longer.json()["expires_at"] > made["expires_at"]
    assert requests.get(f"{below}/extractions/latest", headers=HEADERS).status_code == 404
    assert requests.post(f"{below}/squash", headers=fresh()).ok


newer()
older()
print("done")
