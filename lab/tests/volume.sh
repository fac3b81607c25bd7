#!/usr/bin/env bash
# What a pod that is not root writes to a claim is there for the pod that replaces it.
set -euo pipefail
# shellcheck source=tests/common.sh
source "$(dirname "$0")/common.sh"
begin lab volume

in_space apply -f - >/dev/null <<END
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: keeper
spec:
  serviceName: keeper
  selector:
    matchLabels: {app: keeper}
  template:
    metadata:
      labels: {app: keeper}
    spec:$RESTRICTED
      terminationGracePeriodSeconds: 1
      containers:
        - name: keeper
          image: $PROBE
          imagePullPolicy: Never
          args: [serve, ":8080", /data]
          $CONTAINER_RESTRICTED
          readinessProbe:
            httpGet: {path: /, port: 8080}
            periodSeconds: 1
          volumeMounts:
            - {name: data, mountPath: /data}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests: {storage: 10Mi}
END

# lines QUERY asks the pod through the API server.
lines() { kubectl get --raw "/api/v1/namespaces/$SPACE/pods/keeper-0:8080/proxy/lines$1"; }

rolled_out statefulset/keeper || die "the StatefulSet is not ready; kubectl -n $SPACE describe pods,pvc"
passed "a pod that is not root has its volume"
lines '?add=first' >/dev/null
in_space delete pod keeper-0 --wait=true >/dev/null
rolled_out statefulset/keeper || die "the pod did not come back; kubectl -n $SPACE describe pods"
[[ $(lines '?add=second') == $'first\nsecond' ]] || die "the volume lost a line: $(lines '')"
passed "the volume survives its pod"
