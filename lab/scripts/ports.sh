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

# reserve_port NAME DAEMON keeps the remembered port unless a stranger listens on it now.
reserve_port() {
  local port
  touch "$CONFIG/ports"
  port=$(port_of "$1")
  if [[ -n $port ]]; then
    if alive "$2" || ! listening "$port"; then return; fi
    sed -i "/^$1=/d" "$CONFIG/ports"
  fi
  port=$(choose_port)
  echo "$1=$port" >>"$CONFIG/ports"
}
