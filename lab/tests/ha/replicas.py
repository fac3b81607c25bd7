"""Replicas of the control plane, and a caller that takes one that is there, as a load balancer does."""

import datetime
import itertools
import os
import signal
import subprocess

from platform_under_test import Api
from suite import Failed, eventually
from web import free_port

# Long enough for a busy machine, short enough to be taken over within 5 s.
LEASE_SECONDS = "4"


class Replica:
    def __init__(self, lab, database_url, standby_url, number):
        self.lab, self.database_url, self.standby_url, self.number = lab, database_url, standby_url, number
        self.port, self.process, self.serves = free_port(), None, False
        self.log = os.path.join(lab.work, f"replica-{number}.log")
        self.api = Api("localhost", self.port, {"X-User-Id": "lab"})

    def start(self):
        settings = {
            **os.environ,
            "KUBECONFIG": self.lab.kubeconfig,
            "DATABASE_URL": self.database_url,
            "DATABASE_REPLICA_URL": self.standby_url,
            "DATA_DIR": os.path.join(self.lab.work, f"replica-{self.number}"),
            "PORT": str(self.port),
            "LEASE_SECONDS": LEASE_SECONDS,
            "MAX_CONCURRENT_PROVISIONS": "16",
            "MAX_STORES": "1000",
            "MAX_STORES_PER_USER": "1000",
            "RATE_LIMITS": "off",
        }
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(["bin/weaver", "server"], cwd=self.lab.root, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        eventually(120, f"replica {self.number} answers (log: {self.log})", self._ready)
        self.serves = True

    def _ready(self):
        if self.process.poll() is not None:
            raise Failed(f"replica {self.number} ended with {self.process.returncode}; log: {self.log}")
        return self.api.web.get("/q/health/ready").status == 200

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self.serves = False

    def stop(self):
        """As a rollout does: no new requests first, then the signal."""
        self.serves = False
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


class Replicas:
    def __init__(self, lab, database_url, standby_url, count):
        self.all = [Replica(lab, database_url, standby_url, number) for number in range(count)]
        self.turn = itertools.count()

    def __len__(self):
        return len(self.all)

    def __enter__(self):
        try:
            for replica in self.all:
                replica.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for replica in self.all:
            replica.stop()

    def any(self):
        """One that serves, in turn."""
        serving = [replica for replica in self.all if replica.serves]
        return serving[next(self.turn) % len(serving)].api

    def kill(self, number):
        self.all[number].kill()

    def start(self, number):
        self.all[number].start()

    def restart(self, number):
        self.all[number].stop()
        self.all[number].start()

    def stores(self):
        """All stores; asked of one replica after the other until one answers."""
        for _ in range(len(self.all) * 3):
            try:
                return self.any().stores()
            except OSError:
                continue
        raise Failed("no replica answers")

    def from_standby(self):
        """How often the standby was asked so far, by all replicas together."""
        total = 0.0
        for replica in self.all:
            for line in replica.api.web.get("/metrics").ok(200).text.splitlines():
                if line.startswith("hikaricp_connections_usage_seconds_count") and 'pool="replica"' in line:
                    total += float(line.rsplit(" ", 1)[1])
        return total

    def taken_over(self, moment):
        """When each store was taken over from a replica that was gone (seconds since 1970), from that moment on."""
        times = []
        for replica in self.all:
            with open(replica.log, encoding="utf-8") as log:
                lines = [line for line in log if " taken over from " in line]
            times += [datetime.datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S,%f").timestamp() for line in lines]
        return [time for time in times if time >= moment]

    def told_since(self, store, moment):
        """True where the store's timeline has a line from after that moment (seconds since 1970)."""
        for event in self.any().timeline(store):
            if datetime.datetime.fromisoformat(event["at"]).timestamp() > moment:
                return True
        return False
