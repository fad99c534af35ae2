# Set-up that bin/run, bin/test and bin/bench share; sourced, never run.

fail() {
  echo "$*" >&2
  exit 1
}

# Installs Debian packages that are missing, where it may; otherwise says which ones.
need_libraries() {
  local missing=()
  local package
  command -v dpkg-query >/dev/null || return 0
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || fail \
      "These system packages are missing: ${missing[*]}. Run: sudo apt-get install -y ${missing[*]}"
    as=(sudo -n)
  fi
  echo "installing ${missing[*]}"
  "${as[@]}" apt-get update -qq >/dev/null 2>&1 || true
  DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null 2>&1 || fail \
    "These system packages could not be installed: ${missing[*]}. Install them, then run this again."
}

# The first Python 3.11 or 3.12 on the machine.
find_python() {
  local candidate
  for candidate in python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" - 2>/dev/null <<'PY'
import sys
raise SystemExit(sys.version_info[:2] not in ((3, 11), (3, 12)))
PY
    then
      command -v "$candidate"
      return 0
    fi
  done
  fail "Python 3.11 or 3.12 is missing. Run: sudo apt-get install -y python3 python3-venv"
}

# .venv/ as uv.lock says; uv itself comes by pip, into a folder of its own.
make_environment() {
  local stamp=.venv/.portal-lock
  if [ -x .venv/bin/python ] && cmp -s uv.lock "$stamp"; then
    return 0
  fi
  echo "installing Python packages"
  local python uv
  python=$(find_python)
  uv=$(command -v uv || true)
  if [ -z "$uv" ]; then
    if [ ! -x .uv/bin/uv ]; then
      "$python" -m venv .uv >/dev/null 2>&1 || {
        need_libraries python3-venv
        "$python" -m venv --clear .uv || fail "A Python environment cannot be made in $PWD."
      }
      .uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9' || fail \
        "uv could not be installed with pip: check the network, then run this again."
    fi
    uv=.uv/bin/uv
  fi
  UV_PROJECT_ENVIRONMENT=.venv "$uv" sync --locked --quiet --python "$python" || fail \
    "The Python packages could not be installed: see the lines above."
  cp uv.lock "$stamp"
}
