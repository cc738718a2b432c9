# Sourced by bin/demo, bin/test and bin/audit after ROOT is set: what a fresh machine lacks.
# Everything but Debian packages stays inside the checkout.

umask 022
cd "$ROOT"
CACHE=$ROOT/.cache
PYTHON=$ROOT/.venv/bin/python
mkdir -p "$CACHE"
export PIP_CACHE_DIR="$CACHE/pip" PIP_DISABLE_PIP_VERSION_CHECK=1
# Every start would compile the program anew
unset PYTHONDONTWRITEBYTECODE
export XDG_CACHE_HOME="$CACHE" PLAYWRIGHT_BROWSERS_PATH="$CACHE/browsers" RUFF_CACHE_DIR="$CACHE/ruff"

# Pango draws the PDFs; Tinos (croscore) has the measures of Times New Roman and every Vietnamese letter
PDF_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-croscore"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

# Of the Debian packages named, those that are not installed
missing_of() {
    for package in "$@"; do
        case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
            *' ok installed') ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

apt_install() {
    say "Installing Debian packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq --no-install-recommends "$@"; } </dev/null >"$CACHE/apt.log" 2>&1
}

# Install the packages as root; otherwise, or where that fails, say what to do and return 1
have_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "Not a Debian system. What these packages hold must be installed: $*"
        return 0
    fi
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 # a list of words
    if is_root; then
        # A package whose own set-up fails, such as a service that cannot start here, may still be of use
        apt_install $missing || say "apt-get reports a problem, see $CACHE/apt.log"
        missing=$(missing_of "$@")
        [ -n "$missing" ] || return 0
    fi
    say "Missing Debian packages. Please run: sudo apt-get install $missing"
    return 1
}

# once STAMP TEXT COMMAND...: run the command unless it succeeded before with this very text
once() {
    stamp=$1
    state=$(printf '%s' "$2" | cksum)
    shift 2
    [ "$(cat "$stamp" 2>/dev/null)" = "$state" ] && return
    say "$(basename "$1") $2 $3 ..."
    "$@"
    printf '%s\n' "$state" >"$stamp"
}

make_venv() {
    [ -x "$PYTHON" ] && return
    command -v python3 >/dev/null || have_packages python3 python3-venv || exit 1
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        stop "Python 3.11 or later is needed; python3 here is $(python3 -V)"
    python3 -c 'import ensurepip, venv' 2>/dev/null || have_packages python3-venv || exit 1
    rm -rf .venv
    python3 -m venv .venv
}

# install_python NAME...: the product's dependencies and those optional groups, as pinned; once for each list
install_python() {
    make_venv
    wanted=$("$PYTHON" - "$@" <<'END'
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))["project"]
lists = [project["dependencies"], *(project["optional-dependencies"][name] for name in sys.argv[1:])]
print("\n".join(line for names in lists for line in names))
END
    )
    printf '%s\n' "$wanted" >"$CACHE/requirements.txt"
    once ".venv/installed-$(printf '%s' "$*" | tr ' ' '-')" "$wanted $(cat constraints.txt)" \
        "$PYTHON" -m pip install -q -r "$CACHE/requirements.txt" -c constraints.txt
}
