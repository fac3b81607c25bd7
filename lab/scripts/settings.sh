# shellcheck shell=bash
# shellcheck disable=SC2034  # the other files of this folder read these
# Settings: every variable that a caller may set, with its default, and the folders that follow from them.

LAB_DIR=$(realpath -m "${STOREWEAVER_LAB_DIR:-$HOME/.cache/storeweaver/lab}")
LAB_BIN=$(realpath -m "${STOREWEAVER_LAB_BIN:-$LAB_DIR/bin}")
LAB_MODE=${STOREWEAVER_LAB_MODE:-auto}          # auto | bare | k3d
LAB_NODES=${STOREWEAVER_LAB_NODES:-10}          # simulated nodes of the API-only cluster
LAB_HTTP_PORT=${STOREWEAVER_LAB_HTTP_PORT:-80}  # ingress on 127.0.0.1
LAB_HTTPS_PORT=${STOREWEAVER_LAB_HTTPS_PORT:-443}
LAB_NODE_IP=${STOREWEAVER_LAB_NODE_IP:-10.89.0.1}
LAB_POD_CIDR=${STOREWEAVER_LAB_POD_CIDR:-10.244.0.0/24}
LAB_SERVICE_NET=${STOREWEAVER_LAB_SERVICE_NET:-10.96}  # first two octets; .0.1 is the API server, .0.10 DNS
LAB_NICE=${STOREWEAVER_LAB_NICE:-10}            # niceness of the Go builds
LAB_ETCD_FLAGS=${STOREWEAVER_LAB_ETCD_FLAGS:-}  # more etcd flags, split at blanks
LAB_IMAGES=${STOREWEAVER_LAB_IMAGES:-$LAB_DIR/images}  # *.tar here are imported at every `up`
LAB_INTERNET=${STOREWEAVER_LAB_INTERNET:-no}  # yes: pull images and resolve names outside the cluster

NODE_NAME=lab
NODE_BRIDGE=swlab0
POD_BRIDGE=swlab1
NFT_TABLE=storeweaver_lab

# use_cluster NAME points the paths below at one of the two clusters: api (no node) or lab (a real node).
use_cluster() {
  CLUSTER=$1
  BASE=$LAB_DIR/$CLUSTER
  RUN=$BASE/run
  LOG=$BASE/log
  STATE=$BASE/state
  PKI=$BASE/pki
  CONFIG=$BASE/config
  ADMIN_KUBECONFIG=$BASE/kubeconfig
  export KUBECONFIG=$ADMIN_KUBECONFIG
}

make_folders() {
  mkdir -p "$RUN" "$LOG" "$STATE" "$CONFIG" "$LAB_BIN" "$LAB_IMAGES"
  chmod 700 "$BASE" "$STATE"
}
