"""HTTP as a shop's visitor or the control plane's client speaks it: by host name, with cookies, to one address."""

import http.client
import http.cookies
import json
import socket
import urllib.parse


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    def ok(self, *statuses):
        if self.status not in (statuses or (200, 201, 202)):
            raise RuntimeError(f"HTTP {self.status}: {self.text[:400]}")
        return self


class Web:
    """One visitor of one host."""

    def __init__(self, host, port=80, address="127.0.0.1", headers=None, timeout=60):
        self.host, self.port, self.address, self.timeout = host, port, address, timeout
        self.headers = dict(headers or {})
        self.cookies = {}

    def ask(self, method, path, data=None, form=None, headers=None, body=None):
        sent = {"Host": self.host if self.port == 80 else f"{self.host}:{self.port}", **self.headers, **(headers or {})}
        if data is not None:
            body, sent["Content-Type"] = json.dumps(data).encode(), sent.get("Content-Type", "application/json")
        elif form is not None:
            body, sent["Content-Type"] = urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection(self.address, self.port, timeout=self.timeout)
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, data=None, **more):
        return self.ask("POST", path, data=data, **more)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
