"""The control plane as on a server: its chart with values-prod.yaml, accounts, https, two processes, a database that is dumped."""

import os
import re
import subprocess
import threading

from platform_under_test import Api
from shops import shop_of
from suite import expect
from web import Web

NAMESPACE, RELEASE = "storeweaver-prod", "weaver"
HOST, SUFFIX = "weaver.example.test", ".shops.example.test"
PASSWORD = "a long sentence that nobody guesses"
READY_SECONDS = 300


def signed_in(web, setup_token):
    """Makes the first operator's account and a session of it, which the visitor's cookie stands for from now on."""
    account = {"email": "operator@example.test", "password": PASSWORD}
    web.post("/api/v1/auth/signup", {**account, "setup_token": setup_token}).ok(201)
    web.headers["X-CSRF-Token"] = web.post("/api/v1/auth/login", account).ok(200).json["csrf_token"]
    expect(web.cookies, "signing in sets no cookie")


class Production:
    def __init__(self, suite, lab):
        self.suite, self.lab, self.cluster = suite, lab, lab.cluster
        self.chart = os.path.join(lab.root, "helm", "platform")
        self.certificate = os.path.join(lab.work, "platform.crt")
        self.api = None

    def tell(self):
        try:
            with self.suite.story("the control plane as on a server: accounts, https, two processes"):
                self.install()
                self.sign_in()
                self.sell()
                self.roll_out()
                self.dump()
        finally:
            with self.suite.story("the server's control plane leaves"), self.suite.test("nothing of it stays"):
                self.leave()

    def install(self):
        with self.suite.test("values-prod.yaml installs under Pod Security restricted, and helm test passes"):
            self._make_certificate()
            self.cluster.make_restricted(NAMESPACE)
            key = self.certificate.replace(".crt", ".key")
            self.cluster.kubectl("-n", NAMESPACE, "create", "secret", "tls", f"{RELEASE}-tls", f"--cert={self.certificate}", f"--key={key}")
            self._helm("install", "--timeout", "240s")
            self.cluster.helm("test", RELEASE, "-n", NAMESPACE, "--timeout", "60s")

    def _make_certificate(self):
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
        files = ["-keyout", self.certificate.replace(".crt", ".key"), "-out", self.certificate]
        subprocess.run([*command, *names, *files], check=True, capture_output=True)

    def _helm(self, verb, *more, **settings):
        values = {
            "ingress.host": HOST,
            "database.bundled": "true",
            "database.backup.enabled": "true",
            "settings.PROD_INGRESS_SUFFIX": SUFFIX,
            # One caller asks ten times a second here.
            "settings.RATE_LIMITS": "off",
            # The machines here are small, and two processes of it run beside the shops.
            "resources.requests.cpu": "100m",
            **{f"settings.{name}": value for name, value in settings.items()},
        }
        given = [part for name, value in values.items() for part in ("--set-string" if name.startswith("settings") else "--set", f"{name}={value}")]
        self.cluster.helm(verb, RELEASE, self.chart, "-n", NAMESPACE, "-f", f"{self.chart}/values-prod.yaml", *given, "--wait", *more)

    def sign_in(self):
        with self.suite.test("the first operator signs up with the token of the log, over https, and makes an API token"):
            logs = self.cluster.kubectl("-n", NAMESPACE, "logs", "-l", "app.kubernetes.io/component=control-plane", "--tail=-1")
            web = Web(HOST, self.lab.https_port, certificate=self.certificate)
            expect(web.get("/api/v1/stores").status == 401, "nameless callers are let in")
            signed_in(web, self._setup_token(logs))
            wanted = {"name": "lab", "scopes": ["stores:read", "stores:write", "credentials:read"], "expires_in_days": 1}
            token = web.post("/api/v1/auth/tokens", wanted).ok(201).json["secret"]
            self.api = Api(HOST, self.lab.https_port, {"Authorization": f"Bearer {token}"}, self.certificate)

    @staticmethod
    def _setup_token(logs):
        """The log is JSON here, so that the line's breaks are written out."""
        found = re.findall(r"one-time token \(also in [^)]*\):(?:\\n|\s)+([^\s\\]+)", logs)
        expect(found, f"no set-up token in the log: {logs[-400:]}")
        return found[-1]

    def sell(self):
        with self.suite.test("a store becomes READY and takes an order over https"):
            store = self.api.create("Prod Goods", "medusa")
            store = self.api.wait_ready(store["id"], READY_SECONDS)
            expect(store["store_url"].startswith("https://"), f"its address is {store['store_url']}")
            shop = shop_of(store, self.lab.https_port, self.api.credentials(store["id"]))
            shop.admin_login()
            shop.admin_sees(shop.order())

    def roll_out(self):
        with self.suite.test("a new release of it is rolled out, and no request fails meanwhile"):
            ended, answers = threading.Event(), []

            def ask():
                while not ended.wait(0.1):
                    try:
                        answers.append(self.api.web.get("/api/v1/stores").status)
                    except OSError as problem:
                        answers.append(repr(problem))

            asking = threading.Thread(target=ask, daemon=True)
            asking.start()
            try:
                self._helm("upgrade", "--timeout", "240s", MAX_STORES="321")
            finally:
                ended.set()
                asking.join(30)
            failed = [answer for answer in answers if answer != 200]
            expect(not failed, f"{len(failed)} of {len(answers)} requests failed: {failed[:3]}")
            expect(len(answers) > 20, f"only {len(answers)} requests were made")
            self.suite.say(f"{len(answers)} requests answered during the rollout")

    def dump(self):
        with self.suite.test("its database is dumped by the CronJob"):
            self.cluster.kubectl("-n", NAMESPACE, "create", "job", "dump-now", f"--from=cronjob/{RELEASE}-backup")
            self.cluster.kubectl("-n", NAMESPACE, "wait", "--for=condition=complete", "job/dump-now", "--timeout=90s")

    def leave(self):
        if self.api is not None:
            self.api.delete_all()
        self.cluster.uninstall(RELEASE, NAMESPACE)
