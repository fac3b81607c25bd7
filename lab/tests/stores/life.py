"""The life of a store, told step by step: made, sold from, hurt, mended, changed, put to sleep, woken and deleted."""

import datetime
import json
import os
import subprocess
import time

from rotation import secrets_of, share_nothing
from shops import first_order, shop_of
from suite import eventually, expect

def _age(pod):
    began = datetime.datetime.fromisoformat(pod["metadata"]["creationTimestamp"].replace("Z", "+00:00"))
    return (datetime.datetime.now(datetime.timezone.utc) - began).total_seconds()


HERE = os.path.dirname(os.path.abspath(__file__))
# Bounds, not goals: a loaded machine gives a booting shop a tenth of a core.
READY_SECONDS = 300
RECOVERY_SECONDS = 240


class Life:
    def __init__(self, suite, platform, cluster, lab, engine):
        self.suite, self.platform, self.cluster, self.lab, self.engine = suite, platform, cluster, lab, engine
        self.name = {"woocommerce": "Corner Shop", "medusa": "Harbour Goods"}[engine]
        self.store = self.shop = self.order = self.file = None
        self.figures = {}

    @property
    def api(self):
        return self.platform.api

    @property
    def id(self):
        return self.store["id"]

    @property
    def namespace(self):
        return self.store["namespace"]

    def called(self, pattern):
        return pattern.format(id=self.id)

    def agree(self):
        self.cluster.agrees_with(self.api.stores())

    # From nothing to an order

    def create(self):
        with self.suite.test(f"{self.engine}: a POST becomes a READY store, said by its stream"):
            created = time.monotonic()
            self.store = self.api.create(self.name, self.engine)
            expect(self.store["status"] == "PROVISIONING", f"it begins as {self.store['status']}")
            self.store = self.api.wait_ready(self.id, READY_SECONDS)
            self.figures["ready"] = time.monotonic() - created
        with self.suite.test(f"{self.engine}: at once its shop takes an order, paid on delivery"):
            self.shop = shop_of(self.store, self.lab.http_port, self.api.credentials(self.id))
            if not self.shop.sells:
                self.suite.say("NOTE: this image holds no WooCommerce (WOOCOMMERCE_DIR was not given when it was built);")
                self.suite.say("NOTE: front page, login, posts and files are tried instead of products and orders")
            self.order, self.figures["order"] = first_order(self.shop, created)
        self.suite.say(f"{self.shop.label}: ready after {self.figures['ready']:.1f} s, order after {self.figures['order']:.1f} s")
        with self.suite.test(f"{self.engine}: the merchant logs in over plain http and sees the order"):
            self.shop.admin_login()
            self.shop.admin_sees(self.order)
        with self.suite.test(f"{self.engine}: the front page answers by host name"):
            self.suite.say(f"{self.shop.host}: {self.shop.front_page()}")
        with self.suite.test(f"{self.engine}: a file that the merchant uploads is served"):
            self.file = self.shop.upload()
            self.shop.has_file(self.file)
        with self.suite.test(f"{self.engine}: helm and kubectl show what the API says"):
            self.agree()
            status = json.loads(self.cluster.helm("status", self.id, "-n", self.namespace, "-o", "json"))
            expect(status["info"]["status"] == "deployed", f"helm status says {status['info']['status']}")
            manifest = self.cluster.helm("get", "manifest", self.id, "-n", self.namespace)
            expect("kind: StatefulSet" in manifest, "helm get manifest lacks the database")
        with self.suite.test(f"{self.engine}: no credential is in Helm's record"):
            self._no_secret_in_release()
        found = secrets_of(self.cluster, self.namespace, self.called(self.shop.database))
        if self.engine in self.lab.secrets:
            with self.suite.test(f"{self.engine}: it has no key, hash or password in common with the store that was made before it"):
                share_nothing(self.lab.secrets[self.engine], found)
        self.lab.secrets[self.engine] = found

    def _no_secret_in_release(self):
        record = self.cluster.helm("get", "all", self.id, "-n", self.namespace)
        for secret in self.cluster.items("secrets", self.namespace):
            if secret["type"] == "helm.sh/release.v1":
                continue
            for key, value in secret.get("data", {}).items():
                expect(value not in record, f"{secret['metadata']['name']}/{key} is in the release")
        expect(self.api.credentials(self.id)["password"] not in record, "the admin's password is in the release")

    def buy_in_browser(self):
        if not self.shop.sells:
            return
        with self.suite.test(f"{self.engine}: a visitor buys in Chromium, at 390 and at 1280 pixels"):
            done = subprocess.run(
                ["node", f"{HERE}/browser/order.mjs", self.engine, self.lab.url(self.shop.host), self.lab.pictures],
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            expect(done.returncode == 0, f"the browser says: {done.stderr.strip()[-600:]}")
            bought = json.loads(done.stdout.strip().splitlines()[-1])["order"]
            self.shop.admin_sees(bought)
            self.suite.say(f"order {bought}; pictures in {self.lab.pictures}")

    # Hurt and mended

    def kept(self):
        self.shop.admin_sees(self.order)
        self.shop.has_file(self.file)

    def survive_kills(self):
        for part, pattern in (("database", self.shop.database + "-0"), ("app", None)):
            with self.suite.test(f"{self.engine}: the {part} pod is killed; the order and the file are still there"):
                pod = self.called(pattern) if pattern else self._app_pod()
                self.cluster.kubectl("-n", self.namespace, "delete", "pod", pod, "--grace-period=0", "--force")
                killed = time.monotonic()
                eventually(RECOVERY_SECONDS, "the order is back", lambda: self.kept() or True, every=0.5)
                self.suite.say(f"back after {time.monotonic() - killed:.1f} s")
                self.api.wait_ready(self.id, RECOVERY_SECONDS)
        self.agree()

    def _app_pod(self):
        selector = "app.kubernetes.io/component=app"
        return self.cluster.items("pods", self.namespace, "-l", selector)[0]["metadata"]["name"]

    def repair_drift(self):
        deployment = self.called(self.shop.deployments[-1])
        with self.suite.test(f"{self.engine}: a deleted Deployment is made again"):
            before = self.cluster.get(f"deployment {deployment}", self.namespace)["metadata"]["uid"]
            self.cluster.kubectl("-n", self.namespace, "delete", "deployment", deployment)
            eventually(20, "another Deployment", lambda: self._uid(f"deployment {deployment}") != before)
        with self.suite.test(f"{self.engine}: an edited Service and a deleted NetworkPolicy are repaired"):
            self._edit_service_and_policy()
        with self.suite.test(f"{self.engine}: the timeline tells of the repair, and the shop is READY again"):
            eventually(10, "DriftRepaired", lambda: any(e["reason"] == "DriftRepaired" for e in self.api.timeline(self.id)))
            self.api.wait_ready(self.id, RECOVERY_SECONDS)
            eventually(RECOVERY_SECONDS, "the shop answers", lambda: self.kept() or True)
            self.agree()

    def _uid(self, what):
        return self.cluster.get(what, self.namespace)["metadata"]["uid"]

    def _edit_service_and_policy(self):
        service = self.called(self.shop.app)
        wanted = self.cluster.get(f"service {service}", self.namespace)["spec"]["selector"]
        patch = json.dumps({"spec": {"selector": {"app.kubernetes.io/component": "nobody"}}})
        self.cluster.kubectl("-n", self.namespace, "patch", "service", service, "-p", patch)
        self.cluster.kubectl("-n", self.namespace, "delete", "networkpolicy", "isolation")
        eventually(20, "the Service selects the app again", lambda: self._selector(service) == wanted)
        eventually(20, "the policy is back", lambda: self._uid("networkpolicy isolation"))

    def _selector(self, service):
        return self.cluster.get(f"service {service}", self.namespace)["spec"]["selector"]

    def stay_well(self):
        """Long enough for every liveness probe to have failed, if one does: kubelets give them two minutes here."""
        with self.suite.test(f"{self.engine}: no probe has killed a container"):
            oldest = lambda: min(_age(pod) for pod in self.cluster.items("pods", self.namespace, "--field-selector=status.phase=Running"))
            eventually(200, "every pod has run for 150 s", lambda: oldest() > 150, every=2)
            for pod in self.cluster.items("pods", self.namespace):
                for container in pod["status"].get("containerStatuses", []):
                    expect(container["restartCount"] == 0, f"{pod['metadata']['name']} was restarted: {container['lastState']}")
            failing = [e["message"] for e in self.cluster.items("events", self.namespace) if "iveness probe" in e["message"]]
            expect(not failing, f"a liveness probe fails: {failing[:1]}")
            self.kept()

    # Changed by its owner

    def upgrade(self, version):
        with self.suite.test(f"{self.engine}: its chart is upgraded to {version}; the order is still there"):
            self.api.patch(self.id, chart_version=version)
            self.store = self.api.wait_for(
                self.id, READY_SECONDS, f"READY on {version}", lambda s: s["status"] == "READY" and s["observed_generation"] == s["generation"]
            )
            eventually(RECOVERY_SECONDS, "the order", lambda: self.kept() or True)
            self.agree()
            history = json.loads(self.cluster.helm("history", self.id, "-n", self.namespace, "-o", "json"))
            expect(history[-1]["chart"].endswith(version), f"helm history ends with {history[-1]['chart']}")
            expect(history[0]["status"] == "superseded", f"helm calls the first revision {history[0]['status']}")

    def roll_back(self):
        with self.suite.test(f"{self.engine}: it is rolled back to revision 1; the order is still there"):
            self.api.rollback(self.id, 1)
            self.store = self.api.wait_for(
                self.id, READY_SECONDS, "READY on the first chart", lambda s: s["status"] == "READY" and s["chart_version"] == "1.0.0" and s["observed_generation"] == s["generation"]
            )
            eventually(RECOVERY_SECONDS, "the order", lambda: self.kept() or True)
            self.agree()

    def suspend(self):
        with self.suite.test(f"{self.engine}: suspended, no pod runs and nobody is let in; the volumes stay"):
            volumes = {v["metadata"]["name"] for v in self.cluster.items("pvc", self.namespace)}
            self.api.patch(self.id, suspended=True)
            self.api.wait_for(self.id, 120, "SUSPENDED", lambda s: s["status"] == "SUSPENDED")
            eventually(90, "no pod runs", lambda: not self._running())
            expect(self.shop.refuses(), "the shop still answers")
            expect(volumes == {v["metadata"]["name"] for v in self.cluster.items("pvc", self.namespace)}, "volumes have changed")
            self.agree()

    def _running(self):
        return [p for p in self.cluster.items("pods", self.namespace) if p["status"]["phase"] not in ("Succeeded", "Failed")]

    def resume(self):
        with self.suite.test(f"{self.engine}: resumed, it is READY and the order is still there"):
            began = time.monotonic()
            self.api.patch(self.id, suspended=False)
            self.api.wait_ready(self.id, READY_SECONDS)
            eventually(RECOVERY_SECONDS, "the order", lambda: self.kept() or True)
            self.suite.say(f"resumed after {time.monotonic() - began:.1f} s")
            self.agree()

    # Gone

    def delete(self):
        with self.suite.test(f"{self.engine}: deleted, namespace, volumes and release are gone"):
            volumes = [v["spec"]["volumeName"] for v in self.cluster.items("pvc", self.namespace)]
            expect(volumes, "the store had no volumes")
            began = time.monotonic()
            answer = self.api.delete(self.id)
            gone = self.api.wait_for(self.id, 60, "DELETED", lambda s: s["status"] == "DELETED")
            self.figures["delete"] = time.monotonic() - began
            self.suite.say(f"deleted after {self.figures['delete']:.1f} s (the request was answered with {answer.status})")
            expect(gone["deleted_at"], "it has no time of deletion")
            expect(not self.cluster.namespace_exists(self.namespace), "the namespace is still there")
            left = lambda: [v for v in self.cluster.items("pv") if v["metadata"]["name"] in volumes]
            eventually(60, "the volumes are gone", lambda: not left(), every=0.5)
            expect(self.id not in self.cluster.releases(), "helm still lists it")
            expect(self.shop.refuses(), "something still answers at its address")
            self.agree()
