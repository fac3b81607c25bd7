# shellcheck shell=bash
# shellcheck disable=SC2034  # other files and the templates read what is set here
# etcd, API server, controller manager, scheduler: the same for both clusters.

# More controller manager flags, set by the cluster that starts it.
CONTROLLER_FLAGS=()

CONTROL_PLANE_PORTS=(etcd:etcd etcd-peer:etcd controller-manager:kube-controller-manager scheduler:kube-scheduler)

# start_control_plane ADDRESS PORT API-SERVER-FLAGS… starts the four on ADDRESS (the first on loopback) and writes the
# administrator's kubeconfig.
start_control_plane() {
  local address=$1 port=$2 user
  shift 2
  for user in controller-manager scheduler; do
    write_kubeconfig "$user" "https://$address:$port" "$CONFIG/$user.kubeconfig"
  done
  write_kubeconfig admin "https://$address:$port" "$ADMIN_KUBECONFIG"
  start_etcd
  start_api_server "$address" "$port" "$@"
  wait_until 90 "the API server is ready" "$LOG/kube-apiserver.log" kube-apiserver kubectl_ready
  say "API server is ready on https://$address:$port"
  start_controllers
}

kubectl() { "$(path_of kubectl)" --request-timeout=15s "$@"; }

kubectl_ready() { kubectl get --raw /readyz; }

start_etcd() {
  local client peer more
  client=https://127.0.0.1:$(port_of etcd)
  peer=https://127.0.0.1:$(port_of etcd-peer)
  read -r -a more <<<"$LAB_ETCD_FLAGS"
  mkdir -p "$STATE/etcd"
  chmod 700 "$STATE/etcd"
  start_daemon etcd "$(path_of etcd)" --name=lab --data-dir="$STATE/etcd" --log-level=warn \
    --listen-client-urls="$client" --advertise-client-urls="$client" \
    --listen-peer-urls="$peer" --initial-advertise-peer-urls="$peer" --initial-cluster="lab=$peer" \
    --cert-file="$PKI/etcd.crt" --key-file="$PKI/etcd.key" \
    --trusted-ca-file="$PKI/etcd-ca.crt" --client-cert-auth \
    --peer-cert-file="$PKI/etcd.crt" --peer-key-file="$PKI/etcd.key" \
    --peer-trusted-ca-file="$PKI/etcd-ca.crt" --peer-client-cert-auth "${more[@]}"
}

start_api_server() {
  local address=$1 port=$2
  shift 2
  start_daemon kube-apiserver "$(path_of kube-apiserver)" \
    --etcd-servers="https://127.0.0.1:$(port_of etcd)" --etcd-cafile="$PKI/etcd-ca.crt" \
    --etcd-certfile="$PKI/etcd-client.crt" --etcd-keyfile="$PKI/etcd-client.key" \
    --bind-address="$address" --secure-port="$port" \
    --tls-cert-file="$PKI/apiserver.crt" --tls-private-key-file="$PKI/apiserver.key" \
    --client-ca-file="$PKI/ca.crt" --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --allow-privileged=true --profiling=false \
    --service-cluster-ip-range="$LAB_SERVICE_NET.0.0/16" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local \
    --service-account-key-file="$PKI/service-account.pub" \
    --service-account-signing-key-file="$PKI/service-account.key" \
    --requestheader-client-ca-file="$PKI/front-proxy-ca.crt" --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$PKI/front-proxy.crt" --proxy-client-key-file="$PKI/front-proxy.key" "$@"
}

# The clients' default of 20 requests a second would be the bottleneck of every test with many stores.
start_controllers() {
  local flags=(--leader-elect=false --bind-address=127.0.0.1 --profiling=false
    --kube-api-qps=500 --kube-api-burst=1000)
  start_daemon kube-controller-manager "$(path_of kube-controller-manager)" "${flags[@]}" \
    --kubeconfig="$CONFIG/controller-manager.kubeconfig" --secure-port="$(port_of controller-manager)" \
    --service-account-private-key-file="$PKI/service-account.key" --root-ca-file="$PKI/ca.crt" \
    --cluster-signing-cert-file="$PKI/ca.crt" --cluster-signing-key-file="$PKI/ca.key" \
    --use-service-account-credentials=true "${CONTROLLER_FLAGS[@]}"
  start_daemon kube-scheduler "$(path_of kube-scheduler)" "${flags[@]}" \
    --kubeconfig="$CONFIG/scheduler.kubeconfig" --secure-port="$(port_of scheduler)"
  wait_until 60 "the default service account exists" "$LOG/kube-controller-manager.log" kube-controller-manager \
    kubectl -n default get serviceaccount default
  say "controller manager and scheduler run"
}
