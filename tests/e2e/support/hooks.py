"""The test case of webhooks: receivers that end with the test, endpoints that lead to them."""
from support.cases import ServerCase
from support.sink import Sink


class WebhookCase(ServerCase):
    flags = ("--allow-private-targets",)

    def sink(self, answer=None, **how) -> Sink:
        made = Sink(answer, **how)
        self.addCleanup(made.close)
        return made

    def hook(self, client, sink, **members) -> dict:
        return self.fine(client.post("/v1/webhooks", {"url": sink.url(), **members}))

    def deliveries(self, client, hook) -> list[dict]:
        return self.fine(client.get(f"/v1/webhooks/{hook['id']}/deliveries"))["items"]

    def await_settled(self, client, hook, count: int) -> list[dict]:
        return self.eventually(lambda: (found := self.deliveries(client, hook)) and
                               len(found) == count and found)
