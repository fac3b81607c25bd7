# shellcheck shell=bash
# shellcheck disable=SC2154  # set by build.sh
# What an image is made of, and a digest of all that decides what it becomes.

fill_context() { # image, folder
  cp -a "$here/$1/." "$2"
  case $1 in
    wordpress-woocommerce)
      cp -a "$here/sample-products" "$2"
      add_woocommerce "$2"
      ;;
    backend) add_artefact "$2" ;;
    medusa-backend | medusa-storefront) cp -a "$here/sample-products" "$2" ;;
  esac
}

add_woocommerce() {
  [[ -n ${WOOCOMMERCE_DIR:-} ]] || return 0
  [[ -f $WOOCOMMERCE_DIR/woocommerce.php ]] || fail "WOOCOMMERCE_DIR=$WOOCOMMERCE_DIR holds no woocommerce.php"
  cp -a "$WOOCOMMERCE_DIR" "$1/plugin/woocommerce"
}

# The artefact without what `make aot` recorded: it fits the runtime that recorded it and no other.
add_artefact() {
  local artefact=$here/../backend/target/quarkus-app
  [[ -f $artefact/quarkus-run.jar ]] || fail "$artefact holds no artefact; run make build first"
  cp -a "$artefact" "$1"
  rm -f "$1"/quarkus-app/*.aot
  # Here and not in the image, where it would store every file twice.
  chmod -R a+rX "$1/quarkus-app"
}

# One build argument a line.
arguments() {
  [[ $1 == wordpress-woocommerce ]] || return 0
  if [[ -n ${WOOCOMMERCE_DIR:-} ]]; then
    echo WOOCOMMERCE=given
  elif [[ -n ${WOOCOMMERCE_SHA256:-} ]]; then
    echo WOOCOMMERCE=download
    echo "WOOCOMMERCE_SHA256=$WOOCOMMERCE_SHA256"
    [[ -z ${WOOCOMMERCE_VERSION:-} ]] || echo "WOOCOMMERCE_VERSION=$WOOCOMMERCE_VERSION"
  else
    echo WOOCOMMERCE=none
  fi
}

digest_of() { # image, filled context
  local parent
  {
    echo "$engine $base $tag"
    [[ $base != "$own_base" ]] || echo "${base_recipe[@]}"
    arguments "$1"
    for parent in $(parents "$1"); do cat "$archives/$parent.digest" 2>/dev/null || echo "not archived"; done
    (cd "$2" && find . -type f -printf '%p %m\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum)
  } | sha256sum | cut -d' ' -f1
}
