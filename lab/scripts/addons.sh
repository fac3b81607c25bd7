# shellcheck shell=bash
# shellcheck disable=SC2034  # other files and the templates read what is set here
# What a cluster needs beyond its daemons: DNS, volumes, ingress.

apply_addons() {
  local file
  COREDNS_IMAGE=localhost/coredns:$(image_version coredns)
  LOCAL_PATH_IMAGE=localhost/local-path-provisioner:$(image_version local-path-provisioner)
  TRAEFIK_IMAGE=localhost/traefik:$(image_version traefik)
  mkdir -p "$CONFIG/manifests" "$STATE/volumes"
  for file in "$LAB_SOURCE"/manifests/*.yaml; do
    render "$file" "$CONFIG/manifests/${file##*/}"
  done
  kubectl apply -f "$CONFIG/manifests" >"$LOG/apply.log" 2>&1 || give_up "cannot apply the add-ons" "$LOG/apply.log"
}

wait_for_addons() {
  local addon
  for addon in kube-system/coredns local-path-storage/local-path-provisioner traefik/traefik; do
    wait_until 120 "the add-on ${addon#*/} is available" "$LOG/kubelet.log" kubelet addon_available "$addon"
  done
  say "DNS, volumes and ingress are available"
}

# addon_available NAMESPACE/DEPLOYMENT: the newest generation of it, not a remembered status.
addon_available() {
  local fields='{.metadata.generation} {.status.observedGeneration} {.status.availableReplicas} {.status.updatedReplicas}'
  local generation observed available updated
  read -r generation observed available updated \
    <<<"$(kubectl -n "${1%/*}" get deployment "${1#*/}" -o "jsonpath=$fields")"
  [[ $generation == "$observed" && $available == 1 && $updated == 1 ]]
}
