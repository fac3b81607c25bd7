"""HTTP as a shop's visitor or the control plane's client speaks it: by host name, with cookies, to one address."""

import contextlib
import http.client
import http.cookies
import json
import socket
import ssl
import urllib.parse


ANY = "any certificate"


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

    def __init__(self, host, port=80, address="127.0.0.1", headers=None, timeout=60, certificate=None):
        """certificate: None for plain http, ANY for https with whatever certificate, else a file with the one to expect."""
        self.host, self.port, self.address, self.timeout, self.certificate = host, port, address, timeout, certificate
        self.headers = dict(headers or {})
        self.cookies = {}

    def ask(self, method, path, data=None, form=None, headers=None, body=None):
        more = dict(headers or {})
        if data is not None:
            body, more["Content-Type"] = json.dumps(data).encode(), more.get("Content-Type", "application/json")
        elif form is not None:
            body, more["Content-Type"] = urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"
        with self.open(method, path, body, more) as response:
            answer = Answer(response.status, response.headers, response.read())
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer

    @contextlib.contextmanager
    def open(self, method, path, body=None, headers=None, timeout=None):
        """The response before its body was read, which may be a stream."""
        usual = self.port == (443 if self.certificate else 80)
        sent = {"Host": self.host if usual else f"{self.host}:{self.port}", **self.headers, **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = self._connection(timeout or self.timeout)
        try:
            connection.request(method, path, body=body, headers=sent)
            yield connection.getresponse()
        finally:
            connection.close()

    def _connection(self, timeout):
        connection = http.client.HTTPConnection(self.address, self.port, timeout=timeout)
        if self.certificate:
            context = ssl.create_default_context(cafile=None if self.certificate == ANY else self.certificate)
            if self.certificate == ANY:
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            plain = socket.create_connection((self.address, self.port), timeout)
            connection.sock = context.wrap_socket(plain, server_hostname=self.host)
        return connection

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, data=None, **more):
        return self.ask("POST", path, data=data, **more)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
