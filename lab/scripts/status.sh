# shellcheck shell=bash
# What runs, in which state; the exit code is 0 only when the full lab is whole.

LAB_DAEMONS=(etcd kube-apiserver kube-controller-manager kube-scheduler containerd kubelet kube-proxy netpol
  forward-http forward-https)
API_DAEMONS=(etcd kube-apiserver kube-controller-manager kube-scheduler kwok)

# print_daemons NAME… prints a line each and fails if any is not running.
print_daemons() {
  local daemon whole=0
  for daemon in "$@"; do
    if alive "$daemon"; then
      printf '  %-25s pid %-8s %6d MB\n' "$daemon" "$(pid_of "$daemon")" "$(resident_megabytes "$(pid_of "$daemon")")"
    else
      printf '  %-25s not running (log: %s)\n' "$daemon" "$LOG/$daemon.log"
      whole=1
    fi
  done
  return "$whole"
}

resident_megabytes() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$1/status" 2>/dev/null; }

# print_cluster NAME DAEMON…
print_cluster() {
  local whole=0
  use_cluster "$1"
  shift
  printf '%s: %s\n' "$CLUSTER" "$BASE"
  if [[ ! -d $RUN ]]; then
    echo "  never started"
    return 1
  fi
  print_daemons "$@" || whole=1
  ! alive kube-apiserver || kubectl get nodes || whole=1
  return "$whole"
}

bare_status() {
  local whole=0
  print_cluster lab "${LAB_DAEMONS[@]}" || whole=1
  ! alive kube-apiserver || kubectl get pods -A -o wide || whole=1
  print_cluster api "${API_DAEMONS[@]}" || true
  return "$whole"
}
