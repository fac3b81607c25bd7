"""Stores that cannot work, each for another reason: the API must name it within 5 s of the cluster showing it."""

import dataclasses
import os
import re
import shutil
import time
from collections.abc import Callable

from suite import Failed, expect

WITHIN_SECONDS = 5
PATIENCE_SECONDS = 120


def waiting(*reasons):
    """A container of the store waits for one of these reasons."""

    def seen(cluster, namespace):
        for pod in cluster.items("pods", namespace):
            for container in pod["status"].get("containerStatuses", []):
                if container["state"].get("waiting", {}).get("reason") in reasons:
                    return True
        return False

    return seen


def event(reason, text=""):
    def seen(cluster, namespace):
        return any(e["reason"] == reason and text in e["message"] for e in cluster.items("events", namespace))

    return seen


@dataclasses.dataclass(frozen=True)
class Failure:
    name: str
    engine: str
    version: str
    codes: tuple
    shown: Callable
    # Changes to the chart's files: path, pattern, replacement.
    edits: tuple
    # What the message must tell, beyond the code.
    told: str


FAILURES = (
    Failure(
        "wrong image", "woocommerce", "1.0.1-image", ("IMAGE_PULL_FAILED",), waiting("ErrImagePull", "ImagePullBackOff"),
        (("values.yaml", r"(repository: localhost/storeweaver/wordpress-woocommerce\n\s+tag: ).*", r'\1"missing"'),),
        "wordpress-woocommerce:missing",
    ),
    Failure(
        "missing storage class", "medusa", "1.0.1-class", ("VOLUME_PENDING",), event("ProvisioningFailed", "not found"),
        (("values.yaml", r'(\nstorage:\n(?:\s+#.*\n)*\s+className: ).*', r'\1"missing"'),),
        '"missing" not found',
    ),
    Failure(
        "quota too small", "woocommerce", "1.0.1-quota", ("QUOTA_REFUSED",), event("FailedCreate", "exceeded quota"),
        (("values.yaml", r"(\n      pods: )\d+", r"\g<1>1"),),
        "exceeded quota",
    ),
    Failure(
        "crash loop", "medusa", "1.0.1-crash", ("CRASH_LOOP",), waiting("CrashLoopBackOff"),
        (("templates/app.yaml", r"args: \[serve\]", 'args: [sh, -c, "echo broken on purpose; exit 3"]'),),
        "exit code 3",
    ),
    Failure(
        "unschedulable", "woocommerce", "1.0.1-cpu", ("UNSCHEDULABLE",), event("FailedScheduling", "Insufficient cpu"),
        (("values.yaml", r"requests: \{cpu: 50m,", "requests: {cpu: 900,"), ("values.yaml", r"(\n      cpu: )500m", r"\g<1>2000")),
        "Insufficient cpu",
    ),
)


# Edits of a chart whose database begins empty, so that the set-up does all of its work.
FROM_EMPTY = (("values.yaml", r"(\ndatabase:\n(?:\s+#.*\n)*\s+template: )true", r"\1false"),)


def chart_with(root, target, engine, version, edits=()):
    """A copy of a chart with another version, and perhaps a fault."""
    folder = os.path.join(target, f"{engine}-{version}")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(root, "helm", {"woocommerce": "store", "medusa": "medusa-store"}[engine]), folder)
    for path, pattern, replacement in (("Chart.yaml", r"(?m)^version: .*", f"version: {version}"), *edits):
        file = os.path.join(folder, path)
        with open(file, encoding="utf-8") as source:
            before = source.read()
        after = re.sub(pattern, replacement, before)
        if after == before:
            raise Failed(f"{path} of the {engine} chart has nothing like {pattern}")
        with open(file, "w", encoding="utf-8") as changed:
            changed.write(after)
    return folder


def setting_of(engine):
    return {"woocommerce": "HELM_CHART_PATH", "medusa": "HELM_CHART_PATH_MEDUSA"}[engine]


class Failures:
    def __init__(self, suite, platform, cluster, lab):
        self.suite, self.platform, self.cluster, self.lab = suite, platform, cluster, lab

    def tell(self):
        charts = {f: chart_with(self.lab.root, self.lab.work, f.engine, f.version, f.edits) for f in FAILURES}
        for failure in FAILURES:
            name = f"{failure.name}: the API names {' or '.join(failure.codes)} within {WITHIN_SECONDS} s"
            with self.suite.story(f"a store that cannot work: {failure.name}"), self.suite.test(name):
                self.platform.restart(**{setting_of(failure.engine): charts[failure]})
                self._provoke(failure)

    def _provoke(self, failure):
        api = self.platform.api
        store = api.create(f"Broken {failure.name}", failure.engine, chart_version=failure.version)
        try:
            shown, named, said = self._watch(failure, store)
            self.suite.say(f"named {max(0.0, named - shown):.1f} s after the cluster showed it: {said['message'][:140]}")
            expect(named - shown <= WITHIN_SECONDS, f"named {named - shown:.1f} s after the cluster showed it")
            expect(failure.told in said["message"], f"it says: {said['message']}")
            expect(said["resource"] and said["fix"], f"resource or remedy is missing: {said}")
        finally:
            deleted = time.monotonic()
            api.delete(store["id"], 0)
        api.wait_for(store["id"], 90, "DELETED", lambda s: s["status"] == "DELETED")
        self.suite.say(f"deleted after {time.monotonic() - deleted:.1f} s")
        self.cluster.agrees_with(api.stores())

    def _watch(self, failure, store):
        """When the cluster showed the trouble, when the API named it, and what it said."""
        shown = named = said = None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and (shown is None or (named is None and time.monotonic() < shown + 30)):
            seen = self.platform.api.store(store["id"])
            if named is None and (seen["waiting_for"] or {}).get("code") in failure.codes:
                named, said = time.monotonic(), seen["waiting_for"]
            if shown is None and failure.shown(self.cluster, store["namespace"]):
                shown = time.monotonic()
            time.sleep(0.2)
        expect(shown is not None, f"the cluster never showed the trouble; the API says {seen['waiting_for']}")
        expect(named is not None, f"the API says {seen['status']}, {seen['waiting_for']}")
        return shown, named, said
