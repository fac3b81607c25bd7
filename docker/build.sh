#!/usr/bin/env bash
# Builds the images: build.sh [image …], default all of a store. With Docker where it runs, else with buildah (as root).
# An image whose archive is there, and of which nothing has changed since, is left alone.
#
#   STOREWEAVER_IMAGES   folder for OCI archives, one <image>.tar each; empty: the images stay in the engine's store
#   BASE_IMAGE           default debian:trixie-slim; for buildah one that is made here from Debian's archive
#   TAG                  default 1.0.0
#   WOOCOMMERCE_DIR      an unpacked WooCommerce release; else WOOCOMMERCE_VERSION is downloaded and held against
#                        WOOCOMMERCE_SHA256; with neither, the shop's image is WordPress alone
#   EXTRA_CA             a file with certificate authorities that the build must trust besides the usual ones;
#                        default NODE_EXTRA_CA_CERTS
#   REBUILD              yes: build all anew, upon a new base, for example for Debian's latest fixes
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here name=localhost/storeweaver own_base=localhost/debian:trixie-slim
tag=${TAG:-1.0.0}
archives=${STOREWEAVER_IMAGES:-}
extra_ca=${EXTRA_CA:-${NODE_EXTRA_CA_CERTS:-}}
read -r -a buildah_options <<<"${BUILDAH_OPTIONS:-}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# shellcheck source=base.sh
source "$here/base.sh"
# shellcheck source=context.sh
source "$here/context.sh"

say() { echo "build.sh: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

choose_engine() {
  if [[ -n ${ENGINE:-} ]]; then
    engine=$ENGINE
  elif docker info >/dev/null 2>&1; then
    engine=docker
  elif command -v buildah >/dev/null; then
    engine=buildah
  else
    fail "neither a running Docker nor buildah; install one of them (Debian: apt-get install buildah)"
  fi
}

buildah() { command buildah "${buildah_options[@]}" "$@"; }

# The images that an image's Dockerfile builds upon.
parents() {
  case $1 in
    mariadb) echo wordpress-woocommerce ;;
    medusa-postgres) echo medusa-backend ;;
  esac
}

# make_image IMAGE: its context is copied, because parts of it may lie elsewhere.
make_image() {
  local image=$1 context=$scratch/$1 digest parent
  fill_context "$image" "$context"
  digest=$(digest_of "$image" "$context")
  if [[ -n $archives && ${REBUILD:-} != yes && -s $archives/$image.tar && $(cat "$archives/$image.digest" 2>/dev/null) == "$digest" ]]; then
    say "$image has not changed"
  else
    say "$image"
    need_base
    for parent in $(parents "$image"); do need_in_store "$parent"; done
    build "$image" "$context"
    [[ -z $archives ]] || archive "$image" "$digest"
  fi
  rm -rf "$context"
}

build() { # image, context
  local options=(--build-arg "BASE_IMAGE=$base" --build-arg "STORE_IMAGES=$name" --build-arg "TAG=$tag" -t "$name/$1:$tag")
  local argument
  for argument in $(arguments "$1"); do options+=(--build-arg "$argument"); done
  [[ -z $extra_ca ]] || options+=(--secret "id=ca,src=$extra_ca")
  if [[ $engine == docker ]]; then
    docker build "${options[@]}" "$2"
  else
    # Layers of an earlier build would bring its packages back.
    [[ ${REBUILD:-} != yes ]] || options+=(--no-cache)
    # Its own limit, 1024 open files, is too low for the build of a style sheet; a limit cannot be raised beyond the machine's.
    options+=(--ulimit "nofile=$(ulimit -Hn):$(ulimit -Hn)")
    buildah bud --isolation chroot --network host --layers "${options[@]}" "$2"
  fi >&2
}

# An image whose archive was kept, but not the engine's store, comes back from the archive.
need_in_store() {
  [[ $engine == buildah && -n $archives ]] || return 0
  if buildah inspect --type image "$name/$1:$tag" >/dev/null 2>&1; then return; fi
  [[ -s $archives/$1.tar ]] || fail "$1 is not built yet, and this image builds upon it"
  buildah pull -q "oci-archive:$archives/$1.tar" >/dev/null
}

# Under another name first: a file that is there is whole, and its digest comes last.
archive() { # image, digest
  local target=$archives/$1.tar
  mkdir -p "$archives"
  rm -f "$target.part" "$archives/$1.digest"
  if [[ $engine == docker ]]; then
    docker save -o "$target.part" "$name/$1:$tag"
  else
    buildah push -q "$name/$1:$tag" "oci-archive:$target.part:$name/$1:$tag"
  fi
  mv "$target.part" "$target"
  echo "$2" >"$archives/$1.digest"
}

# What it takes to pull or to copy the image: its archive where there is one, compressed; else what the engine says of its own store.
size_of() { # image
  if [[ -n $archives ]]; then
    du -h --apparent-size "$archives/$1.tar" | cut -f1
  elif [[ $engine == docker ]]; then
    docker image inspect -f '{{.Size}}' "$name/$1:$tag" | numfmt --to=iec
  else
    buildah images --format '{{.Size}}' "$name/$1:$tag"
  fi
}

choose_engine
choose_base
# The databases are baked by running the shops' own set-up, so the shops come first.
(($# > 0)) || set -- wordpress-woocommerce mariadb medusa-backend medusa-postgres valkey medusa-storefront
for wanted in "$@"; do
  [[ -f $here/$wanted/Dockerfile ]] || fail "no image is called $wanted"
  make_image "$wanted"
done
for wanted in "$@"; do say "$(printf '%-22s %s' "$wanted" "$(size_of "$wanted")")"; done
