#!/usr/bin/env bash
# The ingress on 127.0.0.1 answers for a host name, and only for that one.
set -euo pipefail
# shellcheck source=tests/common.sh
source "$(dirname "$0")/common.sh"
begin lab ingress
host=$SPACE.localhost

in_space apply -f - >/dev/null <<END
apiVersion: v1
kind: Pod
metadata:
  name: hello
  labels: {app: hello}
spec:
  containers:
    - name: hello
      image: $PROBE
      imagePullPolicy: Never
      args: [serve, ":8080"]
      ports: [{name: http, containerPort: 8080}]
---
apiVersion: v1
kind: Service
metadata:
  name: hello
spec:
  selector: {app: hello}
  ports: [{port: 80, targetPort: http}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: hello
spec:
  ingressClassName: traefik
  rules:
    - host: $host
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: hello, port: {number: 80}}}
END

# answers HOST STATUS
answers() {
  [[ $(curl -s -o /dev/null -m 5 -w '%{http_code}' -H "Host: $1" "http://127.0.0.1:$LAB_HTTP_PORT/") == "$2" ]]
}

eventually 60 "the ingress answers for its host name" answers "$host" 200
eventually 10 "and not for another" answers "other-$host" 404
admitted() { [[ $(in_space get ingress hello -o 'jsonpath={.status.loadBalancer.ingress[0].ip}') == "$LAB_NODE_IP" ]]; }
eventually 20 "the Ingress shows its address" admitted
