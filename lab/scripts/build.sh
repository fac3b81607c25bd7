# shellcheck shell=bash
# Binaries: built from pinned Go modules, once per version, kept outside the work tree.

# path_of BINARY prints where a binary is, or will be after a build.
path_of() {
  local component version rest
  read -r component version rest <<<"$(recipe "$1")"
  printf '%s/%s-%s/%s' "$LAB_BIN" "$component" "$version" "$1"
}

build_all() {
  local binary missing=()
  for binary in "$@"; do
    [[ -x $(path_of "$binary") ]] || missing+=("$binary")
  done
  ((${#missing[@]})) || return 0
  need_go
  say "to build: ${missing[*]} (from nothing this takes 15 to 50 minutes on two cores; log: $LAB_DIR/build.log)"
  for binary in "${missing[@]}"; do
    build "$binary"
  done
}

# build BINARY compiles into a scratch folder first: a binary that is there is whole.
build() {
  local target scratch component version module package
  target=$(path_of "$1")
  read -r component version module package <<<"$(recipe "$1")"
  scratch=$(mktemp -d "$LAB_BIN/.build-XXXXXX")
  say "building $1 ($component $version)"
  if ! go_build "$module" "$package" "$scratch/$1" "$1" >>"$LAB_DIR/build.log" 2>&1; then
    rm -rf "$scratch"
    give_up "cannot build $1 from lab/$module" "$LAB_DIR/build.log"
  fi
  mkdir -p "${target%/*}"
  mv "$scratch/$1" "$target"
  rmdir "$scratch"
}

go_build() {
  cd "$LAB_SOURCE/$1" && CGO_ENABLED=0 GOTOOLCHAIN=local GOFLAGS=-mod=readonly \
    nice -n "$LAB_NICE" go build -trimpath -buildvcs=false -tags "$(build_tags "$4")" \
    -ldflags "-s -w $(link_flags "$4")" -o "$3" "$2"
}
