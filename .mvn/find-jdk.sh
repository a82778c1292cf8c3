# shellcheck shell=sh
# Sourced by ./ecs-retry, ./mvnw, .ci/run and the installed bin/ecs-retry. Sets and exports JAVA_HOME; returns 2 and says how to get a JDK
# if it finds none. Asks JAVA_HOME, then java on the PATH, then the directories in which installers and version managers keep JDKs.

required_jdk=25
# A build needs the compiler. The installed command line changes this to java, because a runtime is enough to run it.
required_tool=javac

# Prints the major version of the JDK in the directory $1, or nothing if it lacks the tool.
jdk_major_version() {
  [ -x "$1/bin/$required_tool" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/$required_tool" -version 2>&1 | sed -n -e 's/^javac \([0-9][0-9]*\).*/\1/p' -e 's/^[a-z]* version "\([0-9][0-9]*\).*/\1/p'
  fi
}

# use_jdk <directory>: fails if the directory does not hold a JDK that is new enough.
use_jdk() {
  jdk_version=$(jdk_major_version "$1")
  [ "${jdk_version:-0}" -ge "$required_jdk" ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# Prints one directory a line.
jdk_candidates() {
  if command -v java >/dev/null 2>&1; then
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$required_jdk+" 2>/dev/null || true
  fi
  # Linux packages; macOS and IntelliJ; Homebrew; SDKMAN, asdf, mise.
  for jdk_directory in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.jdks/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.asdf/installs/java/* \
    "${HOME:-}"/.local/share/mise/installs/java/*; do
    [ -d "$jdk_directory" ] && printf '%s\n' "$jdk_directory"
  done
  return 0
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && use_jdk "$JAVA_HOME"; then
    return 0
  fi
  while IFS= read -r jdk_candidate; do
    if use_jdk "$jdk_candidate"; then
      return 0
    fi
  done <<EOT
$(jdk_candidates)
EOT
  cat >&2 <<EOT
Found no JDK $required_jdk or newer: not in JAVA_HOME (${JAVA_HOME:-not set}), not as 'java' on the PATH, and not in the usual directories.
Install one, for example from https://adoptium.net/temurin/releases/?version=$required_jdk or with 'brew install openjdk'.
If you have one elsewhere, set JAVA_HOME to its directory.
EOT
  return 2
}
