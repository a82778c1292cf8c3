# shellcheck shell=bash
# Sourced by ./ecs-retry and .ci/run. Sets and exports JAVA_HOME; explains and returns 2 when it cannot.
# Looks at JAVA_HOME, then java on PATH, then where Linux and macOS keep JDKs.

readonly REQUIRED_JDK=25

# Prints the major version of the JDK at $1; nothing when there is no compiler there.
jdk_major_version() {
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p'
}

# Prints the candidates' directories, one on each line, best first.
jdk_candidates() {
  if [ -n "${JAVA_HOME:-}" ]; then
    printf '%s\n' "$JAVA_HOME"
  fi
  if command -v java >/dev/null 2>&1; then
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$REQUIRED_JDK+" 2>/dev/null || true
  fi
  local directory
  for directory in /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/*; do
    [ -d "$directory" ] && printf '%s\n' "$directory"
  done
  return 0
}

find_jdk() {
  local candidate major
  while IFS= read -r candidate; do
    major=$(jdk_major_version "$candidate")
    if [ -n "$major" ] && [ "$major" -ge "$REQUIRED_JDK" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done <<EOT
$(jdk_candidates)
EOT
  {
    echo "No JDK $REQUIRED_JDK or newer was found: neither in JAVA_HOME (${JAVA_HOME:-not set}) nor by 'java' on the PATH"
    echo "nor in /usr/lib/jvm (Linux) or /usr/libexec/java_home (macOS)."
    echo "Install one, from https://adoptium.net for example, and set JAVA_HOME to its directory."
  } >&2
  return 2
}
