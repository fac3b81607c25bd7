#!/bin/sh
# Builds the images of the stores: build.sh [image …], default all. With Docker where it runs, else with buildah (as root).
#
#   STOREWEAVER_IMAGES   folder for OCI archives, one <image>.tar each; empty: the images stay in the engine's store
#   BASE_IMAGE           default debian:trixie-slim; buildah without a registry: an image that is already there
#   TAG                  default 1.0.0
#   WOOCOMMERCE_DIR      an unpacked WooCommerce release; else WOOCOMMERCE_VERSION is downloaded and held against WOOCOMMERCE_SHA256
#   EXTRA_CA             a file with certificate authorities that the build must trust besides the usual ones
set -eu
here=$(cd "$(dirname "$0")" && pwd)
name=localhost/storeweaver
tag=${TAG:-1.0.0}
base=${BASE_IMAGE:-debian:trixie-slim}
archives=${STOREWEAVER_IMAGES:-}

fail() { echo "build.sh: $*" >&2; exit 1; }

if [ -n "${ENGINE:-}" ]; then engine=$ENGINE
elif docker info >/dev/null 2>&1; then engine=docker
elif command -v buildah >/dev/null; then engine=buildah
else fail "neither a running Docker nor buildah; install one of them (Debian: apt-get install buildah)"; fi

# The context is copied, because a plugin that lies elsewhere has to be inside it.
build() {
  image=$1; shift
  echo "build.sh: $image" >&2
  context=$(mktemp -d)
  trap 'rm -rf "$context"' EXIT
  cp -a "$here/$image/." "$context"
  if [ "$image" = wordpress-woocommerce ] && [ -n "${WOOCOMMERCE_DIR:-}" ]; then
    [ -f "$WOOCOMMERCE_DIR/woocommerce.php" ] || fail "WOOCOMMERCE_DIR=$WOOCOMMERCE_DIR holds no woocommerce.php"
    cp -a "$WOOCOMMERCE_DIR" "$context/plugin/woocommerce"
  fi
  set -- --build-arg "BASE_IMAGE=$base" --build-arg "STORE_IMAGES=$name" --build-arg "TAG=$tag" "$@" -t "$name/$image:$tag"
  [ -z "${EXTRA_CA:-}" ] || set -- --secret "id=ca,src=$EXTRA_CA" "$@"
  if [ "$engine" = docker ]; then docker build "$@" "$context"
  else buildah ${BUILDAH_OPTIONS:-} bud --isolation chroot --network host --layers "$@" "$context"; fi
  rm -rf "$context"
  trap - EXIT
  [ -z "$archives" ] || archive "$image"
}

archive() {
  mkdir -p "$archives"
  # Under another name first: a file that is there is whole.
  rm -f "$archives/$1.tar.part"
  if [ "$engine" = docker ]; then docker save -o "$archives/$1.tar.part" "$name/$1:$tag"
  else buildah ${BUILDAH_OPTIONS:-} push "$name/$1:$tag" "oci-archive:$archives/$1.tar.part:$name/$1:$tag"; fi
  mv "$archives/$1.tar.part" "$archives/$1.tar"
}

woocommerce() {
  build wordpress-woocommerce ${WOOCOMMERCE_VERSION:+--build-arg "WOOCOMMERCE_VERSION=$WOOCOMMERCE_VERSION"} \
    ${WOOCOMMERCE_SHA256:+--build-arg "WOOCOMMERCE_SHA256=$WOOCOMMERCE_SHA256"}
}

# The databases are baked by running the shops' own set-up, so the shops come first.
[ $# -gt 0 ] || set -- wordpress-woocommerce mariadb medusa-backend medusa-postgres valkey medusa-storefront
for wanted in "$@"; do
  case $wanted in
    wordpress-woocommerce) woocommerce ;;
    mariadb | medusa-backend | medusa-postgres | valkey | medusa-storefront) build "$wanted" ;;
    *) fail "no image is called $wanted" ;;
  esac
done
