# shellcheck shell=bash
# shellcheck disable=SC2154  # set by build.sh
# The base image. Without a container engine there is no registry to rely on: it is made from Debian's archive.

# Nobody reads manuals in a container; the recipe is part of the digest of what is built upon it.
readonly base_recipe=(--variant=minbase --include=ca-certificates
  --dpkgopt=path-exclude=/usr/share/doc/* --dpkgopt=path-exclude=/usr/share/man/*
  --dpkgopt=path-exclude=/usr/share/locale/* --dpkgopt=path-exclude=/usr/share/info/*)

choose_base() {
  if [[ -n ${BASE_IMAGE:-} ]]; then
    base=$BASE_IMAGE
  elif [[ $engine == buildah ]]; then
    base=$own_base
  else
    base=debian:trixie-slim
  fi
}

need_base() {
  [[ $base == "$own_base" && -z ${BASE_IMAGE:-} && -z ${base_ready:-} ]] || return 0
  base_ready=yes
  if [[ ${REBUILD:-} != yes ]] && buildah inspect --type image "$own_base" >/dev/null 2>&1; then
    return
  fi
  make_base
}

make_base() {
  command -v mmdebstrap >/dev/null ||
    fail "mmdebstrap is missing, which makes the base image; install it (Debian: apt-get install mmdebstrap) or set BASE_IMAGE"
  say "$own_base from Debian's archive"
  mkdir -p "$scratch/base"
  mmdebstrap --quiet "${base_recipe[@]}" trixie "$scratch/base/base.tar" >&2 ||
    fail "mmdebstrap could not make the base image"
  printf 'FROM scratch\nADD base.tar /\nCMD ["sh"]\n' >"$scratch/base/Dockerfile"
  buildah bud --isolation chroot -q -t "$own_base" "$scratch/base" >/dev/null
  rm -rf "$scratch/base"
}
