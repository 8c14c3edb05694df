#!/bin/sh
# 找到 Python 3.11 以上並建立虛擬環境 | Finds a Python of 3.11 or later and makes the virtual environment with it.
set -eu

fits() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if fits "$1/bin/python" && "$1/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi
for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if fits "$python"; then
        echo "建立虛擬環境 Making $1 with $("$python" --version)"
        exec "$python" -m venv --clear "$1"
    fi
done
echo "需要 Python 3.11 以上（含 venv） Python 3.11 or later with venv is needed; on Debian: apt-get install python3 python3-venv" >&2
exit 1
