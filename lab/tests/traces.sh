#!/usr/bin/env bash
# traces.sh: prints what a cluster could leave on a machine, in a stable form, for comparison before and after.
#
#   lab/tests/traces.sh >before; lab/lab up; lab/lab down; lab/tests/traces.sh | diff before -
set -euo pipefail

section() { printf '== %s\n' "$1"; }

section "processes"
# Without zombies: those wait for the machine's own init.
ps -eo state=,comm= | awk '$1 != "Z" { print $2 }' | sort |
  awk '/^(etcd|kube-|kubelet|containerd|netpol|kwok|pause|socat|runc)/' | uniq -c
section "mounts"
cut -d' ' -f4,5 /proc/self/mountinfo | sort
section "interfaces"
ip -o addr show | awk '{ print $2, $4 }' | sort
ip -o link show | awk -F': ' '{ print $2 }' | sort
ip route show
ip netns list
section "nftables"
nft list ruleset
section "iptables"
for command in iptables-save ip6tables-save; do
  ! command -v "$command" >/dev/null || "$command" 2>/dev/null | grep -v '^#' || true
done
section "listening ports"
awk '$4 == "0A" { print $2 }' /proc/net/tcp /proc/net/tcp6 | sort
section "kernel settings"
sysctl -a 2>/dev/null | grep -vE '^(fs\.(dentry-state|file-nr|inode|quota)|kernel\.(random|ns_last_pid|pty\.nr)|dev\.)' |
  grep -vE 'net\.ipv[46]\.(conf|neigh)\.veth|nf_conntrack_count|sched_domain|neigh\.default\.gc_stale|cache_memory' | sort
section "cgroups"
find /sys/fs/cgroup -type d 2>/dev/null | sort
section "folders"
find /run /etc/cni /opt /var/lib /var/log /usr/libexec/kubernetes -maxdepth 2 \
  -not -path '/var/lib/apt*' -not -path '/var/lib/dpkg*' -not -path '/run/user*' 2>/dev/null | sort
