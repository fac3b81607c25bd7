# shellcheck shell=bash
# shellcheck disable=SC2034
# For the checks in this folder: a namespace of their own, bounded waiting, a sentence per result.

LAB_SOURCE=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
for file in settings versions messages build daemon control_plane images; do
  # shellcheck source=/dev/null
  source "$LAB_SOURCE/scripts/$file.sh"
done

# begin CLUSTER NAME makes a fresh namespace that goes away with the check.
begin() {
  use_cluster "$1"
  kubectl_ready >/dev/null 2>&1 || die "the cluster '$1' does not run: lab/lab up (or api-up) first"
  SPACE=lab-check-$2-$$
  PROBE=localhost/probe:$(image_version probe)
  kubectl create namespace "$SPACE" >/dev/null
  trap 'kubectl delete namespace "$SPACE" --wait=false >/dev/null' EXIT
}

# Run as nobody with no rights at all: what Pod Security "restricted" demands.
RESTRICTED='
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        fsGroup: 1000
        seccompProfile: {type: RuntimeDefault}'
CONTAINER_RESTRICTED='securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}'

# in_space ARGUMENTS… is kubectl in the check's namespace.
in_space() { kubectl -n "$SPACE" "$@"; }

passed() { say "ok: $*"; }

# eventually SECONDS WHAT COMMAND…
eventually() {
  local seconds=$1 what=$2
  shift 2
  wait_until "$seconds" "$what" "$LOG/kube-apiserver.log" - "$@"
  passed "$what"
}

rolled_out() { timeout 90 "$(path_of kubectl)" -n "$SPACE" rollout status "$1" --timeout=80s >/dev/null; }
