"""Realtime streams over TLS: the same frames, resumed after a cut, beside plain requests."""
import unittest

from support.cases import ServerCase
from support.server import Server
from support.sink import make_certificate, scratch
from support.sse import Stream

ALL = "/v1/realtime/stream"


class OverTls(ServerCase):
    @classmethod
    def setUpClass(cls):
        folder = scratch()
        cls.addClassCleanup(folder.cleanup)
        cls.server = Server(*cls.flags)
        cls.addClassCleanup(cls.server.close)
        cls.server.over_tls(*make_certificate(folder.name, "127.0.0.1")).start()

    def test_a_stream_goes_on_after_a_cut(self):
        api = self.client()
        self.assertTrue(self.server.url.startswith("https://"))
        with Stream(api, ALL) as stream:
            stream.until(lambda s: s.opening)
            first = api.create()
            stream.until(lambda s: s.frames)
            last = stream.frames[-1].id
        missed = [api.create()["id"] for _ in range(20)]
        with Stream(api, ALL, Last_Event_ID=last) as stream:
            stream.until(lambda s: len(s.frames) == 20)
            later = api.create()["id"]
            stream.until(lambda s: len(s.frames) == 21)
            came = [frame.data["data"]["identity_id"] for frame in stream.frames]
        self.assertEqual(came, [*missed, later])
        self.assertNotIn(first["id"], came)

    def test_many_streams_side_by_side(self):
        api = self.client()
        streams = [Stream(api, ALL) for _ in range(40)]
        for stream in streams:
            self.addCleanup(stream.close)
            stream.until(lambda s: s.opening)
        made = [api.create()["id"] for _ in range(5)]
        for stream in streams:
            stream.until(lambda s: len(s.frames) == 5)
            self.assertEqual([f.data["data"]["identity_id"] for f in stream.frames], made)


if __name__ == "__main__":
    unittest.main()
