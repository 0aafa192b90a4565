"""An HTTP client of one API key that holds every answer to the served contract before a test sees it."""
import json
import uuid

import requests

TIMEOUT_S = 90
MUTATIONS = ("POST", "PUT", "PATCH", "DELETE")


class Client:
    def __init__(self, server, key):
        self.server = server
        self.key = key
        self.http = requests.Session()
        server.clients.append(self)
        self.http.trust_env = False
        self.http.verify = server.certificate
        self.http.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=64))

    def headers(self) -> dict:
        return {"Authorization": f"Bearer {self.key.token}", "X-Org-Id": self.key.organization,
                "X-Project-Id": self.key.project}

    def send(self, method: str, path: str, body=None, idempotency: str | None = "",
             drop: tuple = (), timeout: float = TIMEOUT_S, **headers) -> requests.Response:
        """One request. `body`: JSON, or bytes as they are. `idempotency`: "" draws one, None sends
        none. `headers`: underscores stand for dashes. `drop`: headers to leave out."""
        sent = self.headers()
        if method in MUTATIONS and idempotency is not None:
            sent["Idempotency-Key"] = idempotency or str(uuid.uuid4())
        if body is not None:
            sent["Content-Type"] = "application/json"
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        for name in drop:
            sent.pop(name, None)
        answer = self.http.request(method, self.server.url + path, data=body, headers=sent,
                                   timeout=timeout, allow_redirects=False)
        self.server.contract.check(method, path.split("?")[0], answer)
        return answer

    def get(self, path: str, **how) -> requests.Response:
        return self.send("GET", path, **how)

    def post(self, path: str, body=None, **how) -> requests.Response:
        return self.send("POST", path, body, **how)

    def create(self, **members) -> dict:
        """A new identity, whichever revision the members belong to."""
        answer = self.post("/v1/identities", members)
        if answer.status_code != 200:
            raise AssertionError(f"create: {answer.status_code} {answer.text}")
        return answer.json()

    def one(self, identity: str, what: str = "", **how) -> requests.Response:
        """GET of an identity, or of what hangs below it."""
        return self.get(f"/v1/identities/{identity}{what}", **how)
