# shellcheck shell=bash
# Certificates and kubeconfigs. Three authorities: the cluster, the front proxy, and etcd, which nobody else may enter.

make_pki() {
  [[ ! -d $PKI ]] || return 0
  local scratch=$BASE/pki.new
  rm -rf "$scratch"
  mkdir -p "$scratch"
  (
    umask 077
    cd "$scratch"
    make_authorities
    make_server_certificates
    make_client_certificates
  ) >"$LOG/pki.log" 2>&1 || give_up "cannot make the certificates" "$LOG/pki.log"
  mv "$scratch" "$PKI"
}

make_authorities() {
  local name
  for name in ca front-proxy-ca etcd-ca; do
    ec_key "$name"
    openssl req -x509 -new -key "$name.key" -subj "/CN=storeweaver-lab-$name" -days 3650 -out "$name.crt"
  done
  openssl genrsa -out service-account.key 2048
  openssl rsa -in service-account.key -pubout -out service-account.pub
}

make_server_certificates() {
  local names="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc"
  names+=",DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:$LAB_NODE_IP,IP:$LAB_SERVICE_NET.0.1"
  certificate apiserver ca /CN=kube-apiserver serverAuth "$names"
  certificate etcd etcd-ca /CN=etcd serverAuth,clientAuth IP:127.0.0.1,DNS:localhost
}

make_client_certificates() {
  certificate etcd-client etcd-ca /CN=kube-apiserver clientAuth
  certificate apiserver-kubelet ca /O=system:masters/CN=kube-apiserver clientAuth
  certificate front-proxy front-proxy-ca /CN=front-proxy clientAuth
  certificate controller-manager ca /CN=system:kube-controller-manager clientAuth
  certificate scheduler ca /CN=system:kube-scheduler clientAuth
  certificate proxy ca /CN=system:kube-proxy clientAuth
  certificate netpol ca /CN=storeweaver:netpol clientAuth
  certificate kubelet ca "/O=system:nodes/CN=system:node:$NODE_NAME" clientAuth
  # Java clients read this form of key without another library.
  openssl genrsa -traditional -out admin.key 2048
  certificate admin ca /O=system:masters/CN=admin clientAuth
}

ec_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }

# certificate NAME AUTHORITY SUBJECT USAGE [ALTERNATIVE-NAMES]
certificate() {
  [[ -s $1.key ]] || ec_key "$1"
  {
    echo "keyUsage=digitalSignature,keyEncipherment"
    echo "extendedKeyUsage=$4"
    [[ -z ${5:-} ]] || echo "subjectAltName=$5"
  } >"$1.ext"
  openssl req -new -key "$1.key" -subj "$3" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -set_serial "0x$(openssl rand -hex 8)" \
    -days 3650 -extfile "$1.ext" -out "$1.crt"
  rm -f "$1.csr" "$1.ext"
}

# write_kubeconfig USER SERVER FILE
write_kubeconfig() {
  (
    umask 077
    cat >"$3.new" <<END
apiVersion: v1
kind: Config
clusters:
  - name: storeweaver-$CLUSTER
    cluster:
      server: $2
      certificate-authority-data: $(base64 -w0 "$PKI/ca.crt")
users:
  - name: $1
    user:
      client-certificate-data: $(base64 -w0 "$PKI/$1.crt")
      client-key-data: $(base64 -w0 "$PKI/$1.key")
contexts:
  - name: storeweaver-$CLUSTER
    context: {cluster: storeweaver-$CLUSTER, user: $1}
current-context: storeweaver-$CLUSTER
END
  )
  mv "$3.new" "$3"
}
