# shellcheck shell=bash
# Loopback ports: chosen free once, remembered in config/ports, so that two labs never meet and kubeconfigs last.

# Below the kernel's range for outgoing connections, so that no client takes one between choice and use.
PORT_FIRST=20000
PORT_COUNT=10000

listening() {
  local hex
  printf -v hex ':%04X' "$1"
  awk -v port="$hex" '$4 == "0A" && $2 ~ port "$" { found = 1 } END { exit !found }' \
    /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

port_of() { sed -n "s/^$1=//p" "$CONFIG/ports"; }

choose_port() {
  local attempt port
  for attempt in {1..200}; do
    port=$((PORT_FIRST + (RANDOM * 32768 + RANDOM) % PORT_COUNT))
    grep -qs "=$port\$" "$CONFIG/ports" || listening "$port" || {
      echo "$port"
      return
    }
  done
  die "no free port on 127.0.0.1 between $PORT_FIRST and $((PORT_FIRST + PORT_COUNT)) after $attempt tries"
}

# reserve_ports NAME:DAEMON… keeps remembered ports. Where a stranger has taken one meanwhile, a new one is chosen and
# every daemon is stopped first, because each was told the old port.
reserve_ports() {
  local pair port
  touch "$CONFIG/ports"
  for pair in "$@"; do
    if [[ -n $(port_of "${pair%:*}") ]] && ! alive "${pair#*:}" && taken "${pair%:*}"; then
      say "port $(port_of "${pair%:*}") of ${pair%:*} is taken by another process: choosing a new one"
      stop_all_daemons
      sed -i "/^${pair%:*}=/d" "$CONFIG/ports"
    fi
  done
  for pair in "$@"; do
    [[ -z $(port_of "${pair%:*}") ]] || continue
    port=$(choose_port)
    echo "${pair%:*}=$port" >>"$CONFIG/ports"
  done
}

# taken NAME: a daemon that was killed a moment ago may hold its port for a little longer.
taken() {
  local port deadline=$((SECONDS + 5))
  port=$(port_of "$1")
  while listening "$port"; do
    ((SECONDS < deadline)) || return 0
    sleep 0.1
  done
  return 1
}
