# shellcheck shell=bash
# The full lab where Docker runs: k3d with the same ports, classes and kubeconfig path. k3s brings DNS, local-path
# volumes, Traefik and a NetworkPolicy controller of its own.

K3D_CLUSTER=storeweaver-lab

# k3d_wanted: Docker answers, unless the caller has chosen.
k3d_wanted() {
  case $LAB_MODE in
    k3d) return 0 ;;
    bare) return 1 ;;
    auto) command -v docker >/dev/null && timeout 10 docker info >/dev/null 2>&1 ;;
    *) die "STOREWEAVER_LAB_MODE is '$LAB_MODE': auto, bare or k3d is expected" ;;
  esac
}

k3d_up() {
  use_cluster lab
  need_tools docker k3d
  make_folders
  build_all kubectl helm probe
  make_own_image probe
  if k3d_exists; then
    timeout 300 k3d cluster start "$K3D_CLUSTER" --wait
  else
    timeout 600 k3d cluster create "$K3D_CLUSTER" --image "$K3S_IMAGE" --wait --timeout 300s \
      --kubeconfig-update-default=false \
      --port "127.0.0.1:$LAB_HTTP_PORT:80@loadbalancer" --port "127.0.0.1:$LAB_HTTPS_PORT:443@loadbalancer"
  fi
  (umask 077 && k3d kubeconfig get "$K3D_CLUSTER" >"$ADMIN_KUBECONFIG")
  k3d_images
  # The same kind of volume as on a bare machine: one to which fsGroup applies.
  wait_until 120 "the storage class exists" "$LOG/k3d.log" - kubectl get storageclass local-path
  kubectl annotate --overwrite storageclass local-path defaultVolumeType=local
  say "the lab is up in Docker"
  echo "$ADMIN_KUBECONFIG"
}

k3d_exists() { k3d cluster list "$K3D_CLUSTER" >/dev/null 2>&1; }

k3d_images() {
  local archive
  for archive in "$(archive_of probe)" "$LAB_IMAGES"/*.tar; do
    [[ -s $archive ]] || continue
    timeout 600 k3d image import "$archive" --cluster "$K3D_CLUSTER"
  done
}

k3d_check() {
  need_tools docker k3d
  say "this machine can run the full lab in k3d"
}

k3d_down() {
  use_cluster lab
  ! k3d_exists || timeout 120 k3d cluster stop "$K3D_CLUSTER"
  say "the lab is down; its containers keep the state"
}

k3d_wipe() {
  use_cluster lab
  ! k3d_exists || timeout 120 k3d cluster delete "$K3D_CLUSTER"
  rm -rf "$BASE"
  say "the lab's state is gone"
}

k3d_status() {
  use_cluster lab
  timeout 30 k3d cluster list "$K3D_CLUSTER" && kubectl get nodes
}
