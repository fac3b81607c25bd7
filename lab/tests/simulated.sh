#!/usr/bin/env bash
# The API-only cluster brings pods, Jobs, claims and ingresses to life, and takes them away with their namespace.
set -euo pipefail
# shellcheck source=tests/common.sh
source "$(dirname "$0")/common.sh"
begin api simulated

in_space apply -f - >/dev/null <<END
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: database
spec:
  serviceName: database
  selector:
    matchLabels: {app: database}
  template:
    metadata:
      labels: {app: database}
    spec:
      terminationGracePeriodSeconds: 1
      initContainers: [{name: prepare, image: any}]
      containers: [{name: database, image: any, volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests: {storage: 1Gi}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: setup
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: setup, image: any}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: traefik
  defaultBackend: {service: {name: shop, port: {number: 80}}}
END

field() { [[ $(in_space get "$1" -o "jsonpath=$2") == "$3" ]]; }
eventually 20 "a StatefulSet is ready" field statefulset/database '{.status.readyReplicas}' 1
eventually 20 "its claim is bound" field pvc/data-database-0 '{.status.phase}' Bound
eventually 20 "a Job completes" field job/setup '{.status.succeeded}' 1
eventually 20 "an Ingress gets an address" field ingress/shop '{.status.loadBalancer.ingress[0].ip}' 127.0.0.1
# What the node controller does to the pods of a node that it has not heard of for a while.
in_space patch pod database-0 --subresource=status --type=strategic -p '{"status":{"conditions":[{"type":"Ready","status":"False"}]}}' >/dev/null
eventually 20 "a pod that was marked as not ready is ready again" field pod/database-0 '{.status.conditions[?(@.type=="Ready")].status}' True
volume=$(in_space get pvc data-database-0 -o 'jsonpath={.spec.volumeName}')
kubectl delete namespace "$SPACE" --wait=false >/dev/null
gone() { [[ -z $(kubectl get "$@" --ignore-not-found -o name) ]]; }
eventually 40 "a deleted namespace goes" gone namespace "$SPACE"
eventually 20 "its volume goes with it" gone persistentvolume "$volume"
trap - EXIT
