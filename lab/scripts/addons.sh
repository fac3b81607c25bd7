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

# DNS and ingress are asked for an answer: the API server may still tell what was true before a restart.
wait_for_addons() {
  wait_until 120 "the volume provisioner is available" "$LOG/kubelet.log" kubelet provisioner_available
  wait_until 120 "DNS answers" "$LOG/kubelet.log" kubelet \
    busybox nslookup kubernetes.default.svc.cluster.local "$LAB_SERVICE_NET.0.10"
  wait_until 120 "the ingress answers on 127.0.0.1:$LAB_HTTP_PORT" "$LOG/kubelet.log" kubelet ingress_answers
  say "DNS, volumes and ingress answer"
}

provisioner_available() {
  local fields='{.metadata.generation} {.status.observedGeneration} {.status.availableReplicas}'
  local generation observed available
  read -r generation observed available \
    <<<"$(kubectl -n local-path-storage get deployment local-path-provisioner -o "jsonpath=$fields")"
  [[ $generation == "$observed" && $available == 1 ]]
}

# ingress_answers: nothing is routed for this address without a host name, which Traefik says with 404.
ingress_answers() {
  local answer
  answer=$(printf 'GET / HTTP/1.0\r\n\r\n' | timeout 5 socat -t 3 - "TCP:127.0.0.1:$LAB_HTTP_PORT")
  [[ $answer == *' 404 '* ]]
}
