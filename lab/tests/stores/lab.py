"""Where things are: the checkout, the lab's cluster, a folder for this run."""

import os
import re
import shutil
import subprocess
import sys
import tempfile

from cluster import Cluster

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "../../.."))


class Lab:
    """One of the lab's two clusters: "lab" with a real node, "api" with simulated ones."""

    def __init__(self, which="lab"):
        self.root = ROOT
        lines = subprocess.run(["lab/lab", "env", which], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        self.kubeconfig = re.search(r"KUBECONFIG=(\S+)", lines)[1]
        self.state = os.path.dirname(self.kubeconfig)
        kubectl, self.helm_folder = re.search(r"PATH=([^:]+):([^:]+):", lines).groups()
        self.cluster = Cluster(self.kubeconfig, f"{kubectl}/kubectl", f"{self.helm_folder}/helm")
        if not self.cluster.is_up():
            sys.exit(f"The lab's cluster of {self.kubeconfig} does not answer. Start it first: lab/lab {'api-up' if which == 'api' else 'up'}")
        self.http_port = int(os.environ.get("STOREWEAVER_LAB_HTTP_PORT", "80"))
        self.https_port = int(os.environ.get("STOREWEAVER_LAB_HTTPS_PORT", "443"))
        # By engine, of the store that was made last.
        self.secrets = {}
        self.work = tempfile.mkdtemp(prefix="storeweaver-lab-test-")
        self.pictures = os.environ.get("PICTURES", os.path.join(self.work, "pictures"))

    def url(self, host):
        return f"http://{host}" + ("" if self.http_port == 80 else f":{self.http_port}") + "/"

    def tidy(self):
        """Leaves the logs and pictures of this run, not its databases."""
        for entry in os.scandir(self.work):
            if entry.is_dir() and entry.path != self.pictures:
                shutil.rmtree(entry.path, ignore_errors=True)

    def daemon(self, name):
        """The pid of one of the lab's daemons, or None where it does not run here."""
        try:
            with open(os.path.join(self.state, "run", f"{name}.pid"), encoding="ascii") as file:
                pid = int(file.read().split()[0])
            os.kill(pid, 0)
            return pid
        except (FileNotFoundError, ProcessLookupError):
            return None
