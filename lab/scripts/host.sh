# shellcheck shell=bash
# shellcheck disable=SC2034  # other files and the templates read what is set here
# What the node changes on the machine: remembered before, put back after.

DEBIAN_PACKAGES="runc containernetworking-plugins nftables iproute2 socat busybox-static openssl procps"

need_host() {
  [[ $(uname -s) == Linux ]] || die "a node needs Linux; elsewhere run Docker, and the lab uses k3d"
  ((EUID == 0)) || die "a node needs root (bridges, mounts, containers): run as root, or use api-up, which needs none"
  local tool missing=()
  for tool in runc nft ip socat busybox openssl sysctl mount umount tar flock; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  CNI_BIN=$(cni_folder) || missing+=("CNI plugins")
  ((${#missing[@]} == 0)) ||
    die "missing on this machine: ${missing[*]}; on Debian: apt-get install --no-install-recommends $DEBIAN_PACKAGES"
  ! ldd "$(command -v busybox)" >/dev/null 2>&1 ||
    die "busybox is linked to shared libraries, an image needs the static one: apt-get install busybox-static"
  ((${#BASE} <= 60)) || die "$BASE is too long for unix sockets: set STOREWEAVER_LAB_DIR to at most 56 characters"
  need_kernel
}

cni_folder() {
  local folder
  for folder in /usr/lib/cni /opt/cni/bin; do
    if [[ -x $folder/bridge && -x $folder/host-local ]]; then
      echo "$folder"
      return
    fi
  done
  return 1
}

need_kernel() {
  [[ -d /proc/sys/net/bridge ]] || modprobe br_netfilter 2>/dev/null ||
    die "the kernel module br_netfilter is missing: without it no NetworkPolicy holds between pods"
  grep -qw overlay /proc/filesystems || modprobe overlay 2>/dev/null ||
    die "the kernel module overlay is missing: images cannot be unpacked"
}

# need_privileges tries, in namespaces of its own, what root in a container is often refused.
need_privileges() {
  unshare --net --mount -- bash -c 'ip link add probe type bridge && nft add table inet probe && mount -t tmpfs probe /mnt' 2>/dev/null ||
    die "root here may not add bridges, firewall tables or mounts: run outside of a container, or in a privileged one"
  local cgroup
  cgroup=$(mktemp -d "$(cgroup_root)/storeweaver-probe.XXXXXX" 2>/dev/null) ||
    die "root here may not make cgroups: run outside of a container, or in a privileged one"
  rmdir "$cgroup"
}

# Under the hybrid layout a controller's own tree stands below the common folder.
cgroup_root() {
  if [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then echo /sys/fs/cgroup; else echo /sys/fs/cgroup/memory; fi
}

# need_free_machine refuses where another cluster or program already uses what the node needs.
need_free_machine() {
  local pid name port
  for pid in $(pgrep -x kubelet || true); do
    [[ $pid == "$(pid_of kubelet)" ]] || die "another kubelet (pid $pid) runs on this machine; one node per machine"
  done
  if ! alive kube-apiserver && [[ ! -d $BASE/host ]]; then
    [[ -z $(ip -o link show "$NODE_BRIDGE" 2>/dev/null) ]] ||
      die "the bridge $NODE_BRIDGE exists already, and not from this lab ($BASE); remove it: ip link del $NODE_BRIDGE"
  fi
  for name in HTTP HTTPS; do
    port=LAB_${name}_PORT
    alive "forward-${name,,}" || ! listening "${!port}" ||
      die "port ${!port} on 127.0.0.1 is taken; set STOREWEAVER_LAB_${name}_PORT to a free one"
  done
}

# The keys that kubelet, kube-proxy, the bridge plugin or this script write.
HOST_SYSCTLS=(net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.bridge.bridge-nf-call-ip6tables
  net.ipv4.conf.all.route_localnet vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops
  kernel.keys.root_maxkeys kernel.keys.root_maxbytes)

change_host() {
  mkdir -p "$BASE/host"
  [[ -s $BASE/host/sysctls ]] || {
    sysctl "${HOST_SYSCTLS[@]}" >"$BASE/host/sysctls.new" 2>/dev/null || true
    mv "$BASE/host/sysctls.new" "$BASE/host/sysctls"
    remember_folders
  }
  sysctl -qw net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1 net.bridge.bridge-nf-call-ip6tables=1
  make_node_bridge
  render "$LAB_SOURCE/config/node/nat.nft" "$CONFIG/nat.nft"
  nft -f "$CONFIG/nat.nft" || die "nft refuses $CONFIG/nat.nft; does the kernel have nf_tables with NAT?"
  share_mount "$STATE/kubelet"
}

# The node's address sits on a bridge of its own, so it does not depend on the machine's network.
make_node_bridge() {
  ip link show "$NODE_BRIDGE" >/dev/null 2>&1 || ip link add "$NODE_BRIDGE" type bridge
  [[ $(ip -o addr show dev "$NODE_BRIDGE") == *" $LAB_NODE_IP/"* ]] || ip addr add "$LAB_NODE_IP/24" dev "$NODE_BRIDGE"
  ip link set "$NODE_BRIDGE" up
}

# share_mount FOLDER lets mounts that a container makes below the folder reach the host, which some volumes need.
share_mount() {
  mkdir -p "$1"
  mountpoint -q "$1" || mount --bind "$1" "$1"
  mount --make-rshared "$1"
}

# Folders outside our own that containerd, the CNI library and kubelet insist on; those that were absent go again.
FOREIGN_FOLDERS=(/run/containerd /run/netns /run/mount /var/log/containers /var/log/pods /var/lib/cni /var/lib/kubelet
  /etc/cni /opt/containerd /opt/cni)

remember_folders() {
  local folder
  for folder in "${FOREIGN_FOLDERS[@]}"; do
    [[ -d $folder ]] || echo "$folder"
  done >"$BASE/host/absent-folders"
}

restore_host() {
  unmount_below "$BASE"
  remove_bridges
  delete_tables
  remove_pod_cgroups
  remove_traces
  [[ ! -s $BASE/host/sysctls ]] || sed 's/ = /=/' "$BASE/host/sysctls" | xargs -d '\n' sysctl -qw
  rm -rf "$BASE/host"
}

# The kernel takes its time to free a dead pod's network with the pair of interfaces in it, so they go first.
remove_bridges() {
  local interface
  for interface in $(ip -o link show master "$POD_BRIDGE" 2>/dev/null | sed -E 's/^[0-9]+: ([^@:]+).*/\1/'); do
    ip link del "$interface" 2>/dev/null || true
  done
  for interface in "$POD_BRIDGE" "$NODE_BRIDGE"; do ip link del "$interface" 2>/dev/null || true; done
}

unmount_below() {
  local target
  while read -r target; do
    umount "$target" 2>/dev/null || umount -l "$target" 2>/dev/null || true
  done < <(awk -v base="$1/" 'index($5, base) == 1 { print $5 }' /proc/self/mountinfo | sort -r)
}

delete_tables() {
  local table
  for table in "inet $NFT_TABLE" "ip ${NFT_TABLE}_nat" "ip kube-proxy" "ip6 kube-proxy"; do
    # shellcheck disable=SC2086  # family and name are two words
    nft delete table $table 2>/dev/null || true
  done
}

remove_pod_cgroups() {
  [[ -z $(pgrep -x kubelet) ]] || return 0
  find /sys/fs/cgroup -mindepth 1 -depth -type d -path '*/kubepods*' -exec rmdir {} + 2>/dev/null || true
}

# remove_traces clears what belongs to this lab in folders that it does not own, then the folders that it brought.
remove_traces() {
  local link folder
  for link in /var/log/containers/*; do
    [[ $(readlink "$link" 2>/dev/null) != "$STATE"/* ]] || rm -f "$link"
  done
  rm -f "/var/lib/cni/results/$CNI_NAME"-*
  remove_dead_sockets /run/containerd/s /var/lib/kubelet/device-plugins
  [[ -s $BASE/host/absent-folders ]] || return 0
  while read -r folder; do
    find "$folder" -depth -type d -empty -delete 2>/dev/null || true
  done <"$BASE/host/absent-folders"
}

# A socket file that no process listens on is nobody's.
remove_dead_sockets() {
  local socket
  while read -r socket; do
    grep -qF " $socket" /proc/net/unix || rm -f "$socket"
  done < <(find "$@" -type s 2>/dev/null)
}
