# shellcheck shell=bash
# The full lab on a bare machine.

bare_up() {
  use_cluster lab
  need_host
  make_folders
  lock_cluster
  need_free_machine
  build_all "${API_BINARIES[@]}" "${NODE_BINARIES[@]}"
  make_images
  make_pki
  reserve_ports "${CONTROL_PLANE_PORTS[@]}" kubelet-health:kubelet proxy-health:kube-proxy proxy-metrics:kube-proxy
  change_host
  write_node_config
  start_containerd
  start_control_plane "$LAB_NODE_IP" 6443 --advertise-address="$LAB_NODE_IP" --enable-aggregator-routing=true \
    --kubelet-client-certificate="$PKI/apiserver-kubelet.crt" --kubelet-client-key="$PKI/apiserver-kubelet.key" \
    --kubelet-preferred-address-types=InternalIP
  import_images
  apply_addons
  start_node
  start_forwards
  wait_for_addons
  say "ingress: http://127.0.0.1:$LAB_HTTP_PORT and https://127.0.0.1:$LAB_HTTPS_PORT, by host name"
  echo "$ADMIN_KUBECONFIG"
}

# What a node needs of the machine beyond packages can only be found out by asking the kernel.
bare_check() {
  use_cluster lab
  need_host
  need_privileges
  say "this machine can run the full lab"
}

bare_down() {
  use_cluster lab
  [[ -d $RUN ]] || {
    say "the lab was never started in $LAB_DIR"
    return
  }
  ((EUID == 0)) || die "the lab was started by root and can only be stopped by root"
  lock_cluster
  stop_node_daemons
  end_pods
  say "pods have ended"
  stop_all_daemons
  end_shims
  restore_host
  say "the lab is down; its state stays in $STATE"
}

# Without kubelet nothing restarts a pod that is being ended.
stop_node_daemons() {
  local daemon
  for daemon in forward-http forward-https kubelet kube-proxy netpol; do stop_daemon "$daemon"; done
}

bare_wipe() {
  bare_down
  if grep -qF " $BASE/" /proc/self/mountinfo; then
    die "there are mounts left below $BASE (see /proc/self/mountinfo): nothing was deleted"
  fi
  rm -rf "$BASE"
  say "the lab's state is gone; binaries and images stay in $LAB_BIN"
}
