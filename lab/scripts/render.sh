# shellcheck shell=bash
# Templates: @NAME@ stands for the shell variable of that name; an unknown one is an error.

# render TEMPLATE TARGET
render() {
  local text name
  text=$(<"$1")
  for name in $(grep -oE '@[A-Z_]+@' "$1" | tr -d @ | sort -u); do
    [[ -n ${!name+set} ]] || die "template $1 wants @$name@, which is not a setting"
    text=${text//@$name@/${!name}}
  done
  printf '%s\n' "$text" >"$2"
}
