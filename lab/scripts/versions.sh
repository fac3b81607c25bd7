# shellcheck shell=bash
# shellcheck disable=SC2034
# What the lab is made of. A version here and the go.mod of the same name in lab/modules change together.

KUBERNETES_VERSION=1.35.4
ETCD_VERSION=3.6.16
CONTAINERD_VERSION=2.3.7
COREDNS_VERSION=1.14.7
LOCAL_PATH_VERSION=0.0.30
TRAEFIK_VERSION=3.6.12
HELM_VERSION=3.22.0
KWOK_VERSION=0.8.0
K3S_IMAGE=rancher/k3s:v${KUBERNETES_VERSION}-k3s1

API_BINARIES=(etcd kube-apiserver kube-controller-manager kube-scheduler kubectl helm kwok)
NODE_BINARIES=(containerd containerd-shim-runc-v2 ctr kubelet kube-proxy netpol pause probe
  coredns local-path-provisioner traefik)

kubernetes_flags() {
  local package flags=""
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=v$KUBERNETES_VERSION -X $package.gitMajor=1 -X $package.gitMinor=35"
    flags+=" -X $package.gitTreeState=clean -X $package.gitCommit=module -X $package.buildDate=2026-01-01T00:00:00Z"
  done
  printf '%s' "$flags"
}

# recipe BINARY prints "component version module-folder package", one word each.
recipe() {
  local containerd=github.com/containerd/containerd/v2/cmd
  case $1 in
    etcd) echo "etcd $ETCD_VERSION modules/kubernetes go.etcd.io/etcd/server/v3" ;;
    kube-* | kubelet | kubectl) echo "kubernetes $KUBERNETES_VERSION modules/kubernetes k8s.io/kubernetes/cmd/$1" ;;
    containerd | containerd-shim-runc-v2 | ctr)
      echo "containerd $CONTAINERD_VERSION modules/containerd $containerd/$1" ;;
    coredns) echo "coredns $COREDNS_VERSION-$(source_version modules/coredns) modules/coredns ." ;;
    local-path-provisioner)
      echo "local-path-provisioner $LOCAL_PATH_VERSION modules/local-path-provisioner github.com/rancher/local-path-provisioner" ;;
    traefik) echo "traefik $TRAEFIK_VERSION modules/traefik github.com/traefik/traefik/v3/cmd/traefik" ;;
    helm) echo "helm $HELM_VERSION modules/helm helm.sh/helm/v3/cmd/helm" ;;
    kwok) echo "kwok $KWOK_VERSION modules/kwok sigs.k8s.io/kwok/cmd/kwok" ;;
    netpol) echo "netpol $(source_version netpol) netpol ." ;;
    pause | probe) echo "$1 $(source_version "images/$1") images/$1 ." ;;
    *) die "no recipe for the binary $1" ;;
  esac
}

# source_version FOLDER names our own programs by the content of their sources, so an edit builds anew.
source_version() {
  find "$LAB_SOURCE/$1" -type f \( -name '*.go' -o -name 'go.*' \) ! -name '*_test.go' -print0 |
    sort -z | xargs -0 cat | sha256sum | cut -c1-12
}

link_flags() {
  case $1 in
    kube*) kubernetes_flags ;;
    containerd*) printf '%s' "-X github.com/containerd/containerd/v2/version.Version=v$CONTAINERD_VERSION" ;;
    helm) printf '%s' "-X helm.sh/helm/v3/internal/version.version=v$HELM_VERSION" ;;
    kwok) printf '%s' "-X sigs.k8s.io/kwok/pkg/consts.Version=v$KWOK_VERSION" ;;
  esac
}

build_tags() {
  case $1 in
    containerd* | ctr) printf '%s' no_btrfs,no_zfs,no_devmapper,no_aufs ;;
  esac
}
