"""The cluster as an operator sees it: kubectl and helm."""

import json
import os
import subprocess

from suite import expect


class Cluster:
    def __init__(self, kubeconfig, kubectl, helm):
        self.kubeconfig, self.kubectl_path, self.helm_path = kubeconfig, kubectl, helm

    def _run(self, command, stdin=None, check=True, timeout=120):
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            env={**os.environ, "KUBECONFIG": self.kubeconfig},
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"{' '.join(command[1:4])} …: {done.stderr.strip()[-400:]}")
        return done

    def kubectl(self, *arguments, stdin=None, timeout=120):
        return self._run([self.kubectl_path, *arguments], stdin=stdin, timeout=timeout).stdout

    def helm(self, *arguments, timeout=300):
        return self._run([self.helm_path, *arguments], timeout=timeout).stdout

    def is_up(self):
        return self._run([self.kubectl_path, "get", "--raw=/readyz", "--request-timeout=10s"], check=False).returncode == 0

    def get(self, what, namespace=None, *more):
        scope = ["-n", namespace] if namespace else []
        return json.loads(self.kubectl("get", *what.split(), *scope, *more, "-o", "json"))

    def items(self, what, namespace=None, *more):
        return self.get(what, namespace, *more)["items"]

    def run_in(self, namespace, target, *command, container=None, timeout=60):
        """Runs a command inside a pod; answers exit code and output."""
        more = ["-c", container] if container else []
        done = self._run(
            [self.kubectl_path, "-n", namespace, "exec", target, *more, "--", *command], check=False, timeout=timeout
        )
        return done.returncode, done.stdout + done.stderr

    def namespace_exists(self, name):
        return self._run([self.kubectl_path, "get", "namespace", name], check=False).returncode == 0

    def make_restricted(self, namespace):
        """A namespace that lets no pod in which breaks Pod Security "restricted"."""
        self.kubectl("create", "namespace", namespace)
        labels = ["pod-security.kubernetes.io/enforce=restricted", "pod-security.kubernetes.io/warn=restricted"]
        self.kubectl("label", "namespace", namespace, *labels)

    def uninstall(self, release, namespace):
        """Takes a release away, as far as it is there, and its namespace with what it keeps."""
        if self.namespace_exists(namespace):
            if release in self.releases():
                self.helm("uninstall", release, "-n", namespace, "--wait")
            self.kubectl("delete", "namespace", namespace, "--timeout=90s")

    def remove_stores(self):
        """Takes away what stores of a run that was cut off have left; answers how many there were."""
        left = [n["metadata"]["name"] for n in self.items("namespaces", None, "-l", "storeweaver.io/store")]
        if left:
            self.kubectl("delete", "namespace", *left, timeout=300)
        return len(left)

    def ready_pods(self, namespace):
        """Names of the pods that are ready and not on their way out."""
        return [
            pod["metadata"]["name"]
            for pod in self.items("pods", namespace)
            if "deletionTimestamp" not in pod["metadata"]
            and any(c["type"] == "Ready" and c["status"] == "True" for c in pod["status"].get("conditions", []))
        ]

    def releases(self):
        return {entry["name"]: entry for entry in json.loads(self.helm("list", "-A", "-a", "-o", "json"))}

    def agrees_with(self, stores, ours=lambda release: release["namespace"].startswith("store-")):
        """What the control plane says of its live stores is what helm and kubectl say."""
        releases = {name: entry for name, entry in self.releases().items() if ours(entry)}
        namespaces = {n["metadata"]["name"] for n in self.items("namespaces", None, "-l", "storeweaver.io/store")}
        applied = {s["helm_release"]: s for s in stores if s["revision"]}
        expect(set(releases) == set(applied), f"helm list -A shows {sorted(releases)}, the API {sorted(applied)}")
        wanted = {s["namespace"] for s in applied.values()}
        expect(wanted <= namespaces, f"kubectl lacks the namespaces {wanted - namespaces}")
        for name, store in applied.items():
            release = releases[name]
            expect(release["status"] == "deployed", f"helm says {release['status']} of {name}")
            chart = release["chart"].split("-", 1 + release["chart"].startswith("medusa-store"))[-1]
            expect(chart == store["chart_version"], f"helm says {release['chart']}, the API {store['chart_version']}")
            expect(int(release["revision"]) == store["revision"], f"helm: revision {release['revision']}, API {store['revision']}")
