#!/usr/bin/env bash
# A lab that was started, hurt, mended and stopped leaves the machine as it was. Run it with the lab down, as root, on a
# machine where nobody else starts containers meanwhile.
set -euo pipefail
# shellcheck source=tests/common.sh
source "$(dirname "$0")/common.sh"
use_cluster lab
! alive kube-apiserver || die "the lab runs: lab/lab down first"
BEFORE=$(mktemp)
AFTER=$(mktemp)
trap 'rm -f "$BEFORE" "$AFTER"' EXIT

"$LAB_SOURCE/tests/traces.sh" >"$BEFORE"
"$LAB_SOURCE/lab" up
for daemon in kubelet containerd netpol etcd; do
  kill -KILL "$(pid_of "$daemon")"
  passed "killed $daemon"
done
"$LAB_SOURCE/lab" up
"$LAB_SOURCE/lab" status >/dev/null || die "the lab is not whole after up; see lab/lab status"
passed "up has mended it"
kill -KILL "$(pid_of containerd)" "$(pid_of kube-proxy)"
"$LAB_SOURCE/lab" down
same() {
  "$LAB_SOURCE/tests/traces.sh" >"$AFTER"
  cmp -s "$BEFORE" "$AFTER"
}
# Interfaces of a network namespace go when the kernel gets to it.
deadline=$((SECONDS + 10))
until same; do
  ((SECONDS < deadline)) || {
    diff "$BEFORE" "$AFTER" || true
    die "down has left the differences above"
  }
  sleep 0.5
done
passed "down leaves nothing, not even after containerd and kube-proxy were killed"
