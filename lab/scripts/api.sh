# shellcheck shell=bash
# shellcheck disable=SC2034  # other files and the templates read what is set here
# The API-only cluster: a real control plane, nodes that kwok simulates. No root, no containers, no network.

api_up() {
  use_cluster api
  need_tools openssl awk setsid
  make_folders
  lock_cluster
  build_all "${API_BINARIES[@]}"
  make_pki
  reserve_ports apiserver:kube-apiserver kwok:kwok "${CONTROL_PLANE_PORTS[@]}"
  # Every simulated node gets 4,094 addresses, so that no two pods share one.
  CONTROLLER_FLAGS=(--allocate-node-cidrs=true --cluster-cidr=10.128.0.0/10 --node-cidr-mask-size=20)
  # The API server refuses loopback as an address of the kubernetes Service; nothing in this cluster dials it.
  start_control_plane 127.0.0.1 "$(port_of apiserver)" --endpoint-reconciler-type=none
  start_simulation
  kubectl apply -f "$LAB_SOURCE/config/api/classes.yaml" >"$LOG/apply.log" 2>&1 ||
    give_up "cannot create the storage and ingress classes" "$LOG/apply.log"
  simulated_nodes | kubectl apply --server-side -f - >>"$LOG/apply.log" 2>&1 ||
    give_up "cannot create the simulated nodes" "$LOG/apply.log"
  wait_until 60 "$LAB_NODES simulated nodes are Ready" "$LOG/kwok.log" kwok nodes_ready
  say "$LAB_NODES simulated nodes are Ready"
  echo "$ADMIN_KUBECONFIG"
}

start_simulation() {
  local stage flags=()
  for stage in "$LAB_SOURCE"/config/api/stages/*.yaml; do flags+=(--config "$stage"); done
  start_daemon kwok "$(path_of kwok)" --kubeconfig="$ADMIN_KUBECONFIG" "${flags[@]}" \
    --manage-nodes-with-annotation-selector=storeweaver.io/simulated=true \
    --server-address="127.0.0.1:$(port_of kwok)" --v=WARN
}

simulated_nodes() {
  local number
  for ((number = 1; number <= LAB_NODES; number++)); do
    sed "s/@NUMBER@/$number/g" "$LAB_SOURCE/config/api/node.yaml"
  done
}

nodes_ready() {
  local ready
  ready=$(kubectl get nodes -o 'jsonpath={range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}')
  (($(grep -c True <<<"$ready") >= LAB_NODES))
}

api_down() {
  use_cluster api
  [[ -d $RUN ]] || {
    say "the API-only cluster was never started in $LAB_DIR"
    return
  }
  lock_cluster
  stop_all_daemons
  say "the API-only cluster is down; its state stays in $STATE"
}

api_wipe() {
  api_down
  rm -rf "$BASE"
  say "the state of the API-only cluster is gone; the binaries stay in $LAB_BIN"
}
