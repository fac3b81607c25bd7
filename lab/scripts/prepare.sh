# shellcheck shell=bash
# What a machine needs before images are built and the lab is started: Debian packages, only those that are missing.

# One line per need: a program on the PATH or a file, and the package that brings it.
NODE_NEEDS="runc runc
/usr/lib/cni/bridge containernetworking-plugins
nft nftables
ip iproute2
socat socat
busybox busybox-static
openssl openssl
pgrep procps
buildah buildah
mmdebstrap mmdebstrap"
TEST_NEEDS="python3 python3
node nodejs
npm npm
chromium chromium"

prepare() {
  local missing
  need_go
  missing=$(missing_packages)
  if [[ -z $missing ]]; then
    say "everything that the lab needs is installed"
    return
  fi
  command -v apt-get >/dev/null || die "missing on this machine: $missing; these are Debian's names, install them by your own means"
  ((EUID == 0)) || die "missing on this machine: $missing; install them as root: apt-get install --no-install-recommends $missing"
  say "installing $missing"
  apt_get update
  # shellcheck disable=SC2086  # the packages are separate words
  apt_get install -y --no-install-recommends $missing
  missing=$(missing_packages)
  [[ -z $missing ]] || die "still missing after the installation: $missing"
}

missing_packages() {
  local needs=$TEST_NEEDS thing package missing=()
  # Where Docker runs, it brings what a node and its images need.
  k3d_wanted || needs+=$'\n'$NODE_NEEDS
  while read -r thing package; do
    [[ -x $thing ]] || command -v "$thing" >/dev/null || missing+=("$package")
  done <<<"$needs"
  printf '%s' "${missing[*]}"
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >>"$LAB_DIR/prepare.log" 2>&1 ||
    give_up "apt-get $1 failed" "$LAB_DIR/prepare.log"
}
