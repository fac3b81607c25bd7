# shellcheck shell=bash
# shellcheck disable=SC2034  # other files and the templates read what is set here
# Images: made from our own binaries without a container engine, and imported together with those the user provides.

# The lab's own images: name, and the binary that is both its content and its entry point.
OWN_IMAGES=(pause probe coredns local-path-provisioner traefik)

image_folder() { printf '%s/images' "$LAB_BIN"; }

# image_version BINARY is the version in the name of its folder, so a new binary makes a new image.
image_version() {
  local component version rest
  read -r component version rest <<<"$(recipe "$1")"
  printf '%s' "$version"
}

make_images() {
  local name shell
  for name in "${OWN_IMAGES[@]}"; do make_own_image "$name"; done
  shell=$(image_folder)/shell-1.tar
  [[ -s $shell ]] || make_image localhost/shell:1 "$shell" '["/bin/sh"]' "$(command -v busybox)"
}

archive_of() { printf '%s/%s-%s.tar' "$(image_folder)" "$1" "$(image_version "$1")"; }

make_own_image() {
  mkdir -p "$(image_folder)"
  [[ -s $(archive_of "$1") ]] ||
    make_image "localhost/$1:$(image_version "$1")" "$(archive_of "$1")" "[\"/bin/$1\"]" "$(path_of "$1")"
}

# make_image NAME ARCHIVE ENTRYPOINT BINARY writes a one-layer image in the format of "docker save".
make_image() {
  local name=$1 archive=$2 entrypoint=$3 binary=$4 scratch layer config
  scratch=$(mktemp -d "$LAB_BIN/.image-XXXXXX")
  make_root "$scratch/root" "$binary"
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$scratch/root" -cf "$scratch/layer.tar" .
  layer=$(sha256sum "$scratch/layer.tar" | cut -d' ' -f1)
  printf '{"architecture":"%s","os":"linux","config":{"Entrypoint":%s,"Env":["PATH=/bin"]},%s}' \
    "$(architecture)" "$entrypoint" \
    "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:$layer\"]},\"history\":[{\"created_by\":\"lab\"}]" \
    >"$scratch/config.json"
  config=$(sha256sum "$scratch/config.json" | cut -d' ' -f1)
  mv "$scratch/config.json" "$scratch/$config.json"
  printf '[{"Config":"%s.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$config" "$name" >"$scratch/manifest.json"
  tar -C "$scratch" -cf "$scratch/image.tar" manifest.json "$config.json" layer.tar
  mv "$scratch/image.tar" "$archive"
  rm -rf "$scratch"
  say "image $name"
}

architecture() { uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/'; }

make_root() {
  local applet
  mkdir -p "$1/bin" "$1/etc" "$1/tmp"
  chmod 1777 "$1/tmp"
  echo 'root:x:0:0:root:/:/bin/sh' >"$1/etc/passwd"
  cp "$2" "$1/bin/"
  [[ $2 == */busybox ]] || return 0
  for applet in $("$2" --list); do
    [[ $applet == busybox ]] || ln -s busybox "$1/bin/$applet"
  done
}

# import_images brings every archive into containerd once; a file that changes is imported again.
import_images() {
  local archive stamp count=0
  mkdir -p "$STATE/imported"
  for archive in "$(image_folder)"/*.tar "$LAB_IMAGES"/*.tar; do
    [[ -s $archive ]] || continue
    stamp=$STATE/imported/$(sha256sum <<<"$archive $(stat -c '%s %Y' "$archive")" | cut -c1-16)
    [[ ! -e $stamp ]] || continue
    ctr images import --local "$archive" >>"$LOG/import.log" 2>&1 ||
      give_up "cannot import the image archive $archive" "$LOG/import.log"
    touch "$stamp"
    count=$((count + 1))
  done
  say "$count image archives imported from $(image_folder) and $LAB_IMAGES"
}

# ctr talks to this lab's containerd and to no other.
ctr() { timeout 300 "$(path_of ctr)" --address "$RUN/containerd.sock" --namespace k8s.io "$@"; }
