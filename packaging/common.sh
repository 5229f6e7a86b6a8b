# Shared by run and test: installs what is missing and builds a preset, usually release. Quiet when all is well.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log="$root/build/packaging.log"

complain() {
    printf 'callsheet: %s\n' "$*" >&2
}

# quietly WORDS…: runs a command with its output in the log; shows the end of it when the command fails.
quietly() {
    if ! "$@" >>"$log" 2>&1; then
        complain "“$*” failed; the end of $log:"
        tail -n 40 "$log" >&2
        return 1
    fi
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        complain "administrator rights are needed for: $*"
        return 1
    fi
}

# install_packages STAGE…: what packaging/packages lists for these stages and is not installed yet.
install_packages() {
    local stage name missing=()
    while read -r stage name; do
        [[ " $* " == *" $stage "* ]] || continue
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done < <(grep -v '^#' "$root/packaging/packages")
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        complain "these packages are missing, and there is no apt-get to install them: ${missing[*]}"
        return 1
    fi
    echo "Installing ${#missing[@]} packages (this happens once)…"
    quietly as_root apt-get update
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# build TARGETS…: configures the preset and builds the targets.
build() {
    [ -d "$root/build/$preset" ] || echo "Building (a few minutes the first time)…"
    (cd "$root" && quietly cmake --preset "$preset" "${configure_options[@]}" && quietly cmake --build --preset "$preset" --target "$@")
}

preset=release
configure_options=()
mkdir -p "$root/build"
: >"$log"
