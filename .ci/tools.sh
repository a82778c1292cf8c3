# shellcheck shell=bash
# Sourced by the checks: installs pinned tools once into a cache directory of its own. A failure ends the function explicitly, because
# Bash does not hand "set -e" on to $(...).

tools=${ECS_RETRY_TOOLS:-${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.cache}/ecs-task-retry}

require() {
  command -v "$1" >/dev/null 2>&1 || {
    echo "$0 needs $1 on the PATH" >&2
    exit 2
  }
}

# python_tools NAME: prints the bin directory of a virtual environment with .ci/NAME-requirements.txt installed.
python_tools() {
  require python3
  local name=$1 requirements=.ci/$1-requirements.txt directory
  directory=$tools/$name
  if ! cmp -s "$requirements" "$directory/installed.txt"; then
    rm -rf "$directory"
    mkdir -p "$tools"
    python3 -m venv "$directory" >&2 || return
    "$directory/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements" >&2 || return
    cp "$requirements" "$directory/installed.txt"
  fi
  printf '%s\n' "$directory/bin"
}

# node_tools NAME: prints the directory of commands of the package.json and lock file in .ci/NAME.
node_tools() {
  require npm
  local name=$1 lock=.ci/$1/package-lock.json directory
  directory=$tools/$name
  if ! cmp -s "$lock" "$directory/installed.json"; then
    rm -rf "$directory"
    mkdir -p "$directory"
    cp ".ci/$name/package.json" "$lock" "$directory/"
    npm ci --prefix "$directory" --loglevel error --no-audit --no-fund --ignore-scripts >&2 || return
    cp "$lock" "$directory/installed.json"
  fi
  printf '%s\n' "$directory/node_modules/.bin"
}
