# Sourced by ci/test, ci/try and, two folders down, ci/bench/run: makes .venv-ci, an environment of this checkout's own.
# $python is its interpreter afterwards. pip may refuse to install anywhere else (PEP 668).
cd "$(dirname "$0")/${up:-..}" || exit 2
base=${PYTHON:-python3}
if ! command -v "$base" >/dev/null 2>&1; then
    echo "$0: there is no $base: install Python 3.8 or newer" >&2
    exit 2
fi
# What an older checkout built must not get into the wheel.
rm -rf build
python=$PWD/.venv-ci/bin/python
if ! "$python" -m pip --version >/dev/null 2>&1; then
    rm -rf .venv-ci
    if ! "$base" -m venv .venv-ci >/dev/null 2>&1 || ! "$python" -m pip --version >/dev/null 2>&1; then
        rm -rf .venv-ci
        echo "$0: $base cannot make virtual environments with pip: install its venv package (Debian, Ubuntu: apt install python3-venv)" >&2
        exit 2
    fi
fi
