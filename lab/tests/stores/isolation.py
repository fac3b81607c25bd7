"""What a shop's pods can reach, dialled from inside them."""

from suite import expect

# Each prints "open" or "closed" and the error; another answer proves nothing.
DIALLERS = {
    "php": """
$c = @fsockopen('{host}', {port}, $n, $e, 3); echo $c ? 'open' : "closed $e";
""",
    "node": """
const s = require('net').connect({{host: '{host}', port: {port}}});
const end = (t) => {{ console.log(t); process.exit(0) }};
s.setTimeout(3000, () => end('closed timeout')); s.on('connect', () => end('open')); s.on('error', (e) => end('closed ' + e.code));
""",
}


class Isolation:
    def __init__(self, suite, cluster, lives):
        self.suite, self.cluster, self.lives = suite, cluster, lives

    def tell(self):
        for life in self.lives:
            others = [other for other in self.lives if other is not life]
            with self.suite.test(f"{life.engine}: from inside its app, its own database is open"):
                service, port = self._database(life)
                answer = self._dial(life, f"{service}.{life.namespace}.svc.cluster.local", port)
                expect(answer == "open", f"its own database is {answer}, so nothing that is closed proves anything")
            for what, host, port in [*self._others(others), *self._platform()]:
                with self.suite.test(f"{life.engine}: from inside its app, {what} is closed"):
                    answer = self._dial(life, host, port)
                    expect(answer.startswith("closed"), f"{host}:{port} is {answer}")

    def _dial(self, life, host, port):
        command, option = life.shop.dial
        script = DIALLERS[command].format(host=host, port=port)
        pod = life._app_pod()
        code, output = self.cluster.run_in(life.namespace, pod, command, option, script, container=life.shop.app_container)
        expect(code == 0, f"the probe itself failed: {output[-300:]}")
        return output.strip().splitlines()[-1]

    def _database(self, life):
        service = life.called(life.shop.database)
        port = self.cluster.get(f"service {service}", life.namespace)["spec"]["ports"][0]["port"]
        return service, port

    def _others(self, others):
        for other in others:
            service, port = self._database(other)
            yield f"the {other.engine} store's database (Service)", f"{service}.{other.namespace}.svc.cluster.local", port
            pod = self.cluster.get(f"pod {service}-0", other.namespace)
            yield f"the {other.engine} store's database (pod)", pod["status"]["podIP"], port
            app = self.cluster.get(f"pod {other._app_pod()}", other.namespace)
            yield f"the {other.engine} store's app (pod)", app["status"]["podIP"], 9000 if other.engine == "medusa" else 8080

    def _platform(self):
        service = self.cluster.get("service kubernetes", "default")["spec"]["clusterIP"]
        addresses = self.cluster.items("nodes")[0]["status"]["addresses"]
        node = next(a["address"] for a in addresses if a["type"] == "InternalIP")
        yield "the API server (Service)", service, 443
        yield "the API server (node)", node, 6443
        yield "the kubelet", node, 10250
        yield "the metadata address", "169.254.169.254", 80
