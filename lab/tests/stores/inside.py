"""The control plane inside the cluster: its own image, by its own chart, reached by kubectl port-forward."""

import json
import os
import subprocess
import threading

from lab import HERE
from platform_under_test import Api
from suite import eventually, expect
from web import free_port

NAMESPACE, RELEASE, CALLER = "storeweaver", "platform", "lab"


class InsideTheCluster:
    def __init__(self, root, cluster, work):
        self.root, self.cluster = root, cluster
        self.port, self.process, self.stopped = free_port(), None, threading.Event()
        self.log = os.path.join(work, "port-forward.log")
        self.api = Api("localhost", self.port, {"X-User-Id": CALLER})

    def start(self):
        chart = os.path.join(self.root, "helm", "platform")
        self.cluster.make_restricted(NAMESPACE)
        self.cluster.helm("install", RELEASE, chart, "-n", NAMESPACE, "--set", "settings.RATE_LIMITS=off", "--wait", "--timeout", "240s")
        threading.Thread(target=self._forward, daemon=True).start()
        eventually(30, "the control plane answers", self.answers)

    def make_in_dashboard(self, name, pictures):
        """A store that somebody makes in the dashboard; its id once the dashboard calls it ready."""
        script = os.path.join(HERE, "browser", "dashboard.mjs")
        command = ["node", script, f"http://localhost:{self.port}/", CALLER, name, pictures]
        done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
        expect(done.returncode == 0, f"the browser says: {done.stderr.strip()[-600:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])["store"]

    def answers(self):
        return self.api.web.get("/q/health/ready").status == 200

    def _forward(self):
        """A forward ends with its pod; another one takes its place until the run is over."""
        command = [self.cluster.kubectl_path, "-n", NAMESPACE, "port-forward", f"deployment/{RELEASE}", f"{self.port}:3000"]
        environment = {**os.environ, "KUBECONFIG": self.cluster.kubeconfig}
        while not self.stopped.is_set():
            with open(self.log, "a", encoding="utf-8") as log:
                self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
            self.process.wait()
            self.stopped.wait(0.5)

    def pod(self):
        selector = "app.kubernetes.io/component=control-plane"
        return self.cluster.items("pods", NAMESPACE, "-l", selector)[0]["metadata"]["name"]

    def kill(self):
        """The pod goes without a chance to say good-bye."""
        self.cluster.kubectl("-n", NAMESPACE, "delete", "pod", self.pod(), "--grace-period=0", "--force")

    def stop(self):
        if self.process is not None:
            self.api.delete_all()
        self.stopped.set()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
        self.cluster.uninstall(RELEASE, NAMESPACE)
