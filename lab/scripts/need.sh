# shellcheck shell=bash
# Prerequisites: each missing one is named in one sentence that says how to get it.

need_tools() {
  local tool missing=()
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) || die "missing on this machine: ${missing[*]}; install them and run again"
}

need_go() {
  local version wanted have
  command -v go >/dev/null || die "Go is missing: it builds the lab's binaries; see https://go.dev/dl/"
  wanted=$(sed -n 's/^go //p' "$LAB_SOURCE"/modules/*/go.mod "$LAB_SOURCE"/netpol/go.mod | sort -V | tail -1)
  version=$(go env GOVERSION)
  have=${version#go}
  [[ $(printf '%s\n%s\n' "$wanted" "$have" | sort -V | head -1) == "$wanted" ]] ||
    die "Go $wanted or newer is needed to build the lab's binaries, this machine has $have"
}

need_positive() {
  [[ $2 =~ ^[1-9][0-9]*$ ]] || die "$1 is '$2': a whole number of at least 1 is expected"
}

# lock_cluster makes a second run on the same folder wait, at most five minutes.
lock_cluster() {
  exec 9>"$BASE/lock"
  flock -w 300 9 || die "another run has been at work in $BASE for more than 300 s"
}
