#!/bin/sh
# Makes sure that the named system packages are there: installs them where that is allowed, else prints the one line.
set -eu

missing=""
for package in "$@"; do
    case "$package" in
        libfribidi0) ldconfig -p 2>/dev/null | grep -q 'libfribidi\.so\.0' || missing="$missing $package" ;;
        chromium) command -v chromium >/dev/null 2>&1 || missing="$missing $package" ;;
        *) echo "unknown package $package" >&2; exit 2 ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "A system package is missing. Install it once, then try again:" >&2
    echo "    sudo apt-get install -y$missing" >&2
    exit 1
fi
