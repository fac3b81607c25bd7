#!/usr/bin/env bash
# A Deployment of two pods becomes ready, and a Service reaches them by name.
set -euo pipefail
# shellcheck source=tests/common.sh
source "$(dirname "$0")/common.sh"
begin lab deployment

in_space apply -f - >/dev/null <<END
apiVersion: apps/v1
kind: Deployment
metadata:
  name: hello
spec:
  replicas: 2
  selector:
    matchLabels: {app: hello}
  template:
    metadata:
      labels: {app: hello}
    spec:$RESTRICTED
      containers:
        - name: hello
          image: $PROBE
          imagePullPolicy: Never
          args: [serve, ":8080"]
          $CONTAINER_RESTRICTED
          readinessProbe:
            httpGet: {path: /, port: 8080}
            periodSeconds: 1
---
apiVersion: v1
kind: Service
metadata:
  name: hello
spec:
  selector: {app: hello}
  ports: [{port: 80, targetPort: 8080}]
END
rolled_out deployment/hello || die "the Deployment is not ready; kubectl -n $SPACE describe pods"
passed "a Deployment of two pods is ready"
eventually 20 "a pod reaches the Service by its DNS name" \
  in_space exec deployment/hello -- /bin/probe dial "hello.$SPACE.svc.cluster.local:80"
