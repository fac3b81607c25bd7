# shellcheck shell=bash
# shellcheck disable=SC2034  # other files and the templates read what is set here
# The node: containerd, kubelet, kube-proxy, the policy controller, and the way in from 127.0.0.1.

CNI_NAME=storeweaver-lab

write_node_config() {
  local api="https://$LAB_NODE_IP:6443" file
  SHIM=$(path_of containerd-shim-runc-v2)
  OCI_RUNTIME=$(command -v runc)
  PAUSE_VERSION=$(image_version pause)
  REGISTRIES=$CONFIG/registries
  KUBELET_HEALTH_PORT=$(port_of kubelet-health)
  PROXY_HEALTH_PORT=$(port_of proxy-health)
  PROXY_METRICS_PORT=$(port_of proxy-metrics)
  mkdir -p "$CONFIG/cni" "$CONFIG/registries/_default"
  for file in containerd.toml kubelet.yaml kube-proxy.yaml; do
    render "$LAB_SOURCE/config/node/$file" "$CONFIG/$file"
  done
  render "$LAB_SOURCE/config/node/cni.json" "$CONFIG/cni/10-lab.conflist"
  write_outside
  write_kubeconfig kubelet "$api" "$CONFIG/kubelet.kubeconfig"
  write_kubeconfig proxy "$api" "$CONFIG/proxy.kubeconfig"
  write_kubeconfig netpol "$api" "$CONFIG/netpol.kubeconfig"
}

# write_outside opens or closes the world beyond the machine: registries, and names that are not the cluster's.
write_outside() {
  if [[ $LAB_INTERNET == yes ]]; then
    rm -f "$CONFIG/registries/_default/hosts.toml"
    # A stub resolver on loopback is not reachable from a pod; what stands behind it is.
    if [[ -s /run/systemd/resolve/resolv.conf ]]; then
      cp /run/systemd/resolve/resolv.conf "$CONFIG/resolv.conf"
    else
      cp /etc/resolv.conf "$CONFIG/resolv.conf"
    fi
    DNS_FORWARD='forward . /etc/resolv.conf'
  else
    cp "$LAB_SOURCE/config/node/hosts.toml" "$CONFIG/registries/_default/hosts.toml"
    echo "nameserver 127.0.0.1" >"$CONFIG/resolv.conf"
    DNS_FORWARD=''
  fi
}

start_containerd() {
  start_daemon containerd "$(path_of containerd)" --config "$CONFIG/containerd.toml"
  wait_until 60 "containerd answers" "$LOG/containerd.log" containerd ctr version
}

start_node() {
  # First the policies, then what starts pods.
  start_daemon netpol "$(path_of netpol)" --kubeconfig="$CONFIG/netpol.kubeconfig" --node="$NODE_NAME" \
    --bridge="$POD_BRIDGE" --pod-cidr="$LAB_POD_CIDR" --table="$NFT_TABLE"
  wait_until 30 "NetworkPolicy is enforced" "$LOG/netpol.log" netpol nft list table inet "$NFT_TABLE"
  say "NetworkPolicy is enforced"
  start_daemon kubelet "$(path_of kubelet)" --config="$CONFIG/kubelet.yaml" --kubeconfig="$CONFIG/kubelet.kubeconfig" \
    --root-dir="$STATE/kubelet" --cert-dir="$STATE/kubelet-pki" --hostname-override="$NODE_NAME" \
    --node-ip="$LAB_NODE_IP"
  start_daemon kube-proxy "$(path_of kube-proxy)" --config="$CONFIG/kube-proxy.yaml" --hostname-override="$NODE_NAME"
  wait_until 60 "the node is Ready" "$LOG/kubelet.log" kubelet node_ready
  say "node is Ready"
}

# node_ready: Ready, as reported by the kubelet that runs now and not by the one of an earlier start.
node_ready() {
  local fields='{range .status.conditions[?(@.type=="Ready")]}{.status} {.lastHeartbeatTime}{end}' ready reported
  read -r ready reported <<<"$(kubectl get node "$NODE_NAME" -o "jsonpath=$fields")"
  [[ $ready == True ]] && (($(date -d "$reported" +%s) >= $(stat -c %Y "$RUN/kubelet.pid")))
}

# start_forwards brings the ingress to 127.0.0.1, where names under .localhost point.
start_forwards() {
  forward http "$LAB_HTTP_PORT" 30080
  forward https "$LAB_HTTPS_PORT" 30443
}

forward() {
  start_daemon "forward-$1" "$(command -v socat)" "TCP-LISTEN:$2,bind=127.0.0.1,reuseaddr,fork,max-children=200" \
    "TCP:$LAB_NODE_IP:$3,connect-timeout=5"
}

# end_pods stops every container of this lab's containerd: the stop signal first, ten seconds later the hard way.
end_pods() {
  local task deadline=$((SECONDS + 10))
  alive containerd || return 0
  for task in $(running_tasks); do ctr tasks kill "$task" >/dev/null 2>&1 || true; done
  while [[ -n $(running_tasks) ]] && ((SECONDS < deadline)); do sleep 0.3; done
  for task in $(running_tasks); do ctr tasks kill --signal SIGKILL "$task" >/dev/null 2>&1 || true; done
  for task in $(ctr tasks ls -q 2>/dev/null); do ctr tasks rm --force "$task" >/dev/null 2>&1 || true; done
}

running_tasks() { ctr tasks ls 2>/dev/null | awk '$3 == "RUNNING" { print $1 }'; }

# end_shims ends the container shims that outlive containerd: those that were told exactly this socket.
end_shims() {
  local folder pid arguments
  for folder in /proc/[0-9]*; do
    [[ $(cat "$folder/comm" 2>/dev/null) == containerd-shim ]] || continue
    arguments=$(tr '\0' ' ' <"$folder/cmdline" 2>/dev/null) || continue
    [[ $arguments == *"-address $RUN/containerd.sock "* ]] || continue
    pid=${folder#/proc/}
    # shellcheck disable=SC2046  # the children are separate words
    kill -KILL $(cat "$folder"/task/*/children 2>/dev/null) "$pid" 2>/dev/null || true
  done
}
