"""A PostgreSQL of this run alone, from the programs that the control plane's artefact brings."""

import glob
import os
import pwd
import signal
import subprocess

from suite import Failed, eventually
from web import free_port


class Postgres:
    def __init__(self, lab):
        self._live_in(lab.work, "postgres", self._unpacked(lab))

    def _live_in(self, work, name, programs):
        self.data, self.port, self.process = os.path.join(work, name), free_port(), None
        self.log, self.programs = f"{self.data}.log", programs

    @property
    def url(self):
        return f"postgresql://weaver@127.0.0.1:{self.port}/postgres"

    @staticmethod
    def _unpacked(lab):
        """A control plane with a database of its own unpacks the programs; it is not needed for longer."""
        seed, port = os.path.join(lab.work, "seed"), free_port()
        settings = {**os.environ, "DATA_DIR": seed, "PORT": str(port)}
        settings.pop("KUBECONFIG", None)
        with open(os.path.join(lab.work, "seed.log"), "w", encoding="utf-8") as log:
            process = subprocess.Popen(["bin/weaver", "server"], cwd=lab.root, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            pattern = os.path.join(seed, "cache/postgresql-*/bin")
            return eventually(60, "PostgreSQL's programs are unpacked", lambda: next(iter(glob.glob(pattern)), None))
        finally:
            process.terminate()
            process.wait(30)

    def __enter__(self):
        os.makedirs(self.data)
        # The folder of this run is its owner's alone; PostgreSQL has to pass through.
        os.chmod(os.path.dirname(self.data), 0o711)
        if os.geteuid() == 0:
            account = pwd.getpwnam("nobody")
            os.chown(self.data, account.pw_uid, account.pw_gid)
        self._run("initdb", "-D", self.data, "-U", "weaver", "-A", "trust", "-E", "UTF8", "--no-locale")
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def start(self):
        options = ["-D", self.data, "-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=100"]
        with open(self.log, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen([f"{self.programs}/postgres", *options], stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._somebody())
        try:
            eventually(30, f"PostgreSQL takes connections (log: {self.log})", self._ready, every=0.1)
        except Failed:
            self.stop()
            raise

    def kill(self):
        """All at once, as when its machine fails: its children end when they miss it."""
        self.process.kill()
        self.process.wait(10)

    def _ready(self):
        if self.process.poll() is not None:
            raise Failed(f"PostgreSQL ended with {self.process.returncode}")
        with open(os.path.join(self.data, "postmaster.pid"), encoding="ascii") as file:
            return file.read().splitlines()[7].strip() == "ready"

    def _run(self, program, *arguments):
        with open(self.log, "a", encoding="utf-8") as log:
            subprocess.run([f"{self.programs}/{program}", *arguments], check=True, stdout=log, stderr=log, **self._somebody())

    @staticmethod
    def _somebody():
        """PostgreSQL refuses to run as root."""
        return {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"} if os.geteuid() == 0 else {}


class Standby(Postgres):
    """A hot standby that streams from a primary: begun as a copy of its files while it is stopped for a moment."""

    def __init__(self, lab, primary):
        self.primary = primary
        self._live_in(lab.work, "standby", primary.programs)

    def __enter__(self):
        self.primary.stop()
        subprocess.run(["cp", "-a", self.primary.data, self.data], check=True)
        # An empty one of these makes it a standby; https://www.postgresql.org/docs/current/warm-standby.html#STANDBY-SERVER-OPERATION
        signal_file = os.path.join(self.data, "standby.signal")
        with open(signal_file, "w", encoding="ascii"), open(os.path.join(self.data, "postgresql.auto.conf"), "a", encoding="ascii") as settings:
            settings.write(f"primary_conninfo = 'host=127.0.0.1 port={self.primary.port} user=weaver'\n")
        owner = os.stat(self.data)
        os.chown(signal_file, owner.st_uid, owner.st_gid)
        self.primary.start()
        self.start()
        return self
