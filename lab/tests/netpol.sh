#!/usr/bin/env bash
# NetworkPolicy holds: every path is dialled from inside a pod, first without policies, then with a shop's.
set -euo pipefail
# shellcheck source=tests/common.sh
source "$(dirname "$0")/common.sh"
begin lab netpol
OTHER=$SPACE-other
kubectl create namespace "$OTHER" >/dev/null
trap 'kubectl delete namespace "$SPACE" "$OTHER" --wait=false >/dev/null' EXIT

# server NAMESPACE NAME PORT
server() {
  kubectl -n "$1" apply -f - >/dev/null <<END
apiVersion: v1
kind: Pod
metadata:
  name: $2
  labels: {app: $2}
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: $2
      image: $PROBE
      imagePullPolicy: Never
      args: [serve, ":$3"]
      ports: [{name: main, containerPort: $3}]
---
apiVersion: v1
kind: Service
metadata:
  name: $2
spec:
  selector: {app: $2}
  ports: [{port: $3, targetPort: main}]
END
}

server "$SPACE" shop 8080
server "$SPACE" database 3306
server "$OTHER" stranger 8080
kubectl -n "$SPACE" wait --for=condition=Ready pod/shop pod/database --timeout=60s >/dev/null
kubectl -n "$OTHER" wait --for=condition=Ready pod/stranger --timeout=60s >/dev/null

address() { kubectl -n "$1" get pod "$2" -o 'jsonpath={.status.podIP}'; }
SHOP=$(address "$SPACE" shop):8080
DATABASE=$(address "$SPACE" database):3306
STRANGER=$(address "$OTHER" stranger):8080
API=$(kubectl get service kubernetes -o 'jsonpath={.spec.clusterIP}'):443
NODE=$(kubectl get nodes -o 'jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}')

# dial NAMESPACE POD ADDRESS succeeds if the connection is accepted.
dial() { kubectl -n "$1" exec "$2" -- /bin/probe dial "$3" 1s; }
# refused: the probe itself says so; an exec that failed for another reason proves nothing.
refused() { [[ $(dial "$@" 2>/dev/null) == refused:* ]]; }

open_paths=(
  "$SPACE shop $DATABASE" "$SPACE database $SHOP" "$SPACE shop $STRANGER" "$OTHER stranger $SHOP"
  "$OTHER stranger $DATABASE" "$SPACE shop kubernetes.default.svc.cluster.local:443" "$SPACE shop $NODE:10250"
)
for path in "${open_paths[@]}"; do
  read -r -a words <<<"$path"
  wait_until 10 "without policies: $path" "$LOG/netpol.log" - dial "${words[@]}"
done
passed "without policies ${#open_paths[@]} paths are open"

in_space apply -f - >/dev/null <<END
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: dns
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
          podSelector: {matchLabels: {k8s-app: kube-dns}}
      ports: [{port: 53, protocol: UDP}, {port: 53}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  podSelector: {matchLabels: {app: shop}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - namespaceSelector:
            matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [traefik, kube-system]}]
      ports: [{port: main}]
  egress:
    - to: [{podSelector: {matchLabels: {app: database}}}]
      ports: [{port: main}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: database
spec:
  podSelector: {matchLabels: {app: database}}
  policyTypes: [Ingress]
  ingress:
    - from: [{podSelector: {matchLabels: {app: shop}}}]
      ports: [{port: 3306}]
END

eventually 10 "the shop no longer reaches a stranger" refused "$SPACE" shop "$STRANGER"
eventually 10 "a stranger no longer reaches the shop" refused "$OTHER" stranger "$SHOP"
eventually 10 "a stranger no longer reaches the database" refused "$OTHER" stranger "$DATABASE"
eventually 10 "the database no longer reaches the shop" refused "$SPACE" database "$SHOP"
eventually 10 "the shop no longer reaches the API server's Service" refused "$SPACE" shop "$API"
eventually 10 "nor the kubelet on the node's address" refused "$SPACE" shop "$NODE:10250"
eventually 10 "nor a metadata address" refused "$SPACE" shop 169.254.169.254:80
eventually 10 "the shop still reaches its database by DNS name" dial "$SPACE" shop "database.$SPACE.svc.cluster.local:3306"
eventually 10 "a namespace without policies is as free as before" dial "$OTHER" stranger "$STRANGER"

in_space apply -f - >/dev/null <<END
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: traefik
  rules:
    - host: $SPACE.localhost
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: shop, port: {number: 8080}}}
END
through_ingress() { curl -fs -o /dev/null -m 5 -H "Host: $SPACE.localhost" "http://127.0.0.1:$LAB_HTTP_PORT/"; }
eventually 30 "the ingress controller still reaches the shop" through_ingress

in_space delete networkpolicy --all >/dev/null
eventually 10 "without policies the stranger reaches the shop again" dial "$OTHER" stranger "$SHOP"
