"""The control plane: started from its artefact, asked over v1, heard over SSE."""

import http.client
import json
import os
import signal
import subprocess
import time

from suite import Failed, eventually
from web import Web, free_port


class Api:
    """v1, as one caller."""

    def __init__(self, host, port, headers, certificate=None):
        self.web = Web(host, port, headers=headers, certificate=certificate)

    def create(self, name, engine, **more):
        return self.web.post("/api/v1/stores", {"name": name, "engine": engine, **more}).ok(202).json

    def store(self, store):
        return self.web.get(f"/api/v1/stores/{store}").ok(200).json

    def stores(self):
        return self.web.get("/api/v1/stores?page_size=200").ok(200).json["stores"]

    def patch(self, store, **change):
        etag = self.web.get(f"/api/v1/stores/{store}").ok(200).headers["ETag"]
        more = {"If-Match": etag, "Content-Type": "application/merge-patch+json"}
        return self.web.ask("PATCH", f"/api/v1/stores/{store}", data=change, headers=more).ok(200, 202).json

    def rollback(self, store, revision):
        return self.web.post(f"/api/v1/stores/{store}/rollback", {"revision": revision}).ok(202).json

    def credentials(self, store):
        return self.web.get(f"/api/v1/stores/{store}/credentials").ok(200).json

    def timeline(self, store):
        return self.web.get(f"/api/v1/stores/{store}/events?page_size=200").ok(200).json["events"]

    def delete(self, store, wait=30):
        return self.web.ask("DELETE", f"/api/v1/stores/{store}", headers={"Prefer": f"wait={wait}"}).ok(200, 202)

    def delete_all(self):
        """What a story left behind when it stopped; nobody else could delete it later."""
        try:
            for store in self.stores():
                self.delete(store["id"])
        except Exception as problem:  # pylint: disable=broad-except
            print(f"stores may be left: {problem}", flush=True)

    def wait_for(self, store, seconds, what, holds, stop=lambda s: False):
        """Listens to the store's stream until what it says holds; never polls."""
        deadline = time.monotonic() + seconds
        said = None
        while time.monotonic() < deadline:
            try:
                for said in self._heard(store, deadline):
                    if holds(said):
                        return said
                    if stop(said):
                        raise Failed(f"{what}: the store is {self._shown(said)}")
            except (OSError, http.client.HTTPException):
                # The control plane was restarted, or nothing was said until the deadline: connect anew.
                time.sleep(0.2)
        raise Failed(f"not within {seconds} s: {what}; the store is {self._shown(said)}")

    @staticmethod
    def _shown(store):
        return "unknown" if store is None else f"{store['status']}, {store['waiting_for']}"

    def _heard(self, store, deadline):
        more = {"Accept": "text/event-stream"}
        with self.web.open("GET", f"/api/v1/stores/{store}/events/stream", headers=more, timeout=max(1, deadline - time.monotonic())) as stream:
            if stream.status != 200:
                raise Failed(f"the stream of {store} answers {stream.status}")
            event = None
            for line in stream:
                if time.monotonic() > deadline:
                    return
                field, _, value = line.decode().rstrip("\r\n").partition(":")
                if field == "event":
                    event = value.strip()
                elif field == "data" and event == "store":
                    yield json.loads(value)

    def wait_ready(self, store, seconds):
        return self.wait_for(store, seconds, "READY", lambda s: s["status"] == "READY", lambda s: s["status"] == "FAILED")


class OutsideTheCluster:
    """`make run` with a kubeconfig, restarted with other charts as a story wants it."""

    def __init__(self, root, data, kubeconfig, ingress_port):
        self.root, self.data, self.kubeconfig, self.ingress_port = root, data, kubeconfig, ingress_port
        self.port, self.process = free_port(), None
        self.log = os.path.join(data, "control-plane.log")
        self.api = Api("localhost", self.port, {"X-User-Id": "lab"})

    def start(self, **settings):
        environment = {
            **os.environ,
            "KUBECONFIG": self.kubeconfig,
            "STORE_URL_PORT": "0" if self.ingress_port == 80 else str(self.ingress_port),
            # One caller makes a dozen stores here within minutes.
            "RATE_LIMITS": "off",
            **settings,
        }
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                ["make", "-s", "run", f"PORT={self.port}", f"DATA_DIR={self.data}/state"],
                cwd=self.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        eventually(120, f"the control plane answers (log: {self.log})", self._answers)

    def _answers(self):
        if self.process.poll() is not None:
            raise Failed(f"the control plane ended with {self.process.returncode}; log: {self.log}")
        return self.api.web.get("/q/health/ready").status == 200

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def restart(self, **settings):
        self.stop()
        self.start(**settings)
