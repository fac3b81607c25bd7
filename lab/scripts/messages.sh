# shellcheck shell=bash
# Progress with elapsed time, errors, and bounded waiting.

LAB_STARTED=$(date +%s%N)

elapsed() {
  local tenths=$((($(date +%s%N) - LAB_STARTED) / 100000000))
  printf '%d.%d' $((tenths / 10)) $((tenths % 10))
}

say() { printf '%7ss  %s\n' "$(elapsed)" "$*"; }

die() {
  printf 'lab: %s\n' "$*" >&2
  exit 1
}

# wait_until SECONDS WHAT LOGFILE DAEMON COMMAND… polls the command until it succeeds. It gives up early when the
# daemon (- for none) has ended, and names the log file in either case.
wait_until() {
  local seconds=$1 what=$2 log=$3 daemon=$4
  shift 4
  local deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [[ $daemon == - ]] || alive "$daemon" || give_up "$daemon ended while waiting for: $what" "$log"
    ((SECONDS < deadline)) || give_up "$what: not within ${seconds} s" "$log"
    sleep 0.2
  done
}

give_up() {
  printf 'lab: %s\nlab: last lines of %s:\n' "$1" "$2" >&2
  [[ ! -s $2 ]] || tail -n 8 "$2" | cut -c1-300 >&2
  exit 1
}
