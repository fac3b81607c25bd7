# shellcheck shell=bash
# Daemons: one pid file each. A process is ours only if pid, start time and command name all agree, so a reused pid
# is never signalled.

# start_time PID prints the kernel's start tick of a process that runs, nothing for a zombie or no process.
start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  read -r -a stat <<<"${stat##*) }"
  [[ ${stat[0]} == Z ]] || printf '%s' "${stat[19]}"
}

alive() {
  local pid started comm
  [[ -s $RUN/$1.pid ]] && read -r pid started comm <"$RUN/$1.pid" || return 1
  [[ $(start_time "$pid") == "$started" && $(cat "/proc/$pid/comm" 2>/dev/null) == "$comm" ]]
}

pid_of() { cut -d' ' -f1 "$RUN/$1.pid" 2>/dev/null; }

# start_daemon NAME PROGRAM ARGUMENTS… leaves a daemon of that name alone if it runs.
start_daemon() {
  local name=$1 comm pid
  shift
  ! alive "$name" || return 0
  comm=$(basename "$1")
  comm=${comm:0:15}
  rotate_log "$LOG/$name.log"
  # Descriptor 9 is the lock of this run: a daemon that inherited it would hold it for ever.
  setsid "$@" >>"$LOG/$name.log" 2>&1 </dev/null 9>&- &
  pid=$!
  echo "$pid $(start_time "$pid") $comm" >"$RUN/$name.pid"
  wait_until 5 "$name executes" "$LOG/$name.log" - executes "$pid" "$comm"
}

# executes PID COMM: the fork has become the program, or is gone already (the next wait reports that with the log).
executes() { [[ $(cat "/proc/$1/comm" 2>/dev/null || echo "$2") == "$2" ]]; }

rotate_log() {
  [[ ! -e $1 ]] || (($(stat -c %s "$1") < 50000000)) || mv -f "$1" "$1.1"
}

# stop_daemon NAME [SECONDS] asks, waits, then insists.
stop_daemon() {
  local name=$1 seconds=${2:-15} pid
  if alive "$name"; then
    pid=$(pid_of "$name")
    kill -TERM "$pid" 2>/dev/null || true
    gone_within "$name" "$seconds" || {
      say "$name did not end within ${seconds} s: killed"
      kill -KILL "$pid" 2>/dev/null || true
      gone_within "$name" 10 || die "$name (pid $pid) survives SIGKILL; see $LOG/$name.log"
    }
  fi
  rm -f "$RUN/$name.pid"
}

gone_within() {
  local deadline=$((SECONDS + $2))
  while alive "$1"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

STOP_ORDER=(forward-http forward-https kwok kubelet kube-proxy netpol kube-scheduler kube-controller-manager
  kube-apiserver etcd containerd)

# stop_all_daemons stops those of this cluster in the order in which nobody misses a server that is gone.
stop_all_daemons() {
  local daemon
  for daemon in "${STOP_ORDER[@]}"; do
    stop_daemon "$daemon"
  done
}
