# shellcheck shell=bash
# shellcheck disable=SC2154 # The callers set these variables.
# Sourced by both launchers, ./ecs-retry and the installed bin/ecs-retry: starts the command line, and keeps what makes its start quick.
# A launcher sources find-jdk.sh too, and sets:
#   state      a directory for the JDK that was found and for the start-up cache
#   classpath  the command line's jars, before set_java
#   jars       a file or directory that is newer than the cache if the jars have changed since

# find_java <argument>...: sets JAVA_HOME, and cache to the file for this JDK and this kind of command. Remembers the JDK for as long as
# the caller's JAVA_HOME stays the same, because finding one takes time.
find_java() {
  local asked=JAVA_HOME=${JAVA_HOME:-} line release=
  # Two caches, because each start loads all classes of its cache: those of the AWS SDK would delay the commands without AWS.
  case ${1:-} in
    '' | -* | explain | classify | causes | policy | completion | help) kind=offline ;;
    *) kind=aws ;;
  esac
  if ! recall_java "$asked"; then
    find_jdk || exit 2
    { mkdir -p "$state" && printf '%s\n' "$asked" "$JAVA_HOME" >"$state/jdk"; } 2>/dev/null || true
  fi
  if [ -r "$JAVA_HOME/release" ]; then
    while IFS= read -r line; do
      case $line in
        JAVA_RUNTIME_VERSION=*) release=${line#*=} ;;
      esac
    done <"$JAVA_HOME/release"
  fi
  cache=$state/cache-$kind-${release//\"/}
}

# recall_java <JAVA_HOME=what the caller has>
recall_java() {
  local asked found
  [ -r "$state/jdk" ] && { read -r asked && read -r found; } <"$state/jdk" || return 1
  [ "$asked" = "$1" ] && [ -x "$found/bin/java" ] || return 1
  JAVA_HOME=$found
}

# Sets the array java to the command up to the name of the class. Keeps more connections than the JDK's five, because six queries
# run at a time.
set_java() {
  java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dslf4j.internal.verbosity=ERROR -Dhttp.maxConnections=8
    -cp "$classpath")
}

cache_is_old() {
  [ ! -e "$cache" ] || [ "$jars" -nt "$cache" ]
}

# Makes the JDK's ahead-of-time cache (JEP 483, JEP 514) by running a few commands, or an empty file if this JDK cannot make one.
make_cache() {
  rm -f "$cache"
  "${java[@]}" -XX:AOTCacheOutput="$cache.$$" -XX:ErrorFile=/dev/null \
    io.github.ecstaskretry.cli.commands.StartUpTraining "$kind" >/dev/null 2>&1 </dev/null || true
  [ -e "$cache.$$" ] || : >"$cache.$$"
  mv "$cache.$$" "$cache"
  rm -f "$cache.$$".*
}

# Replaces this process by the command line.
start() {
  local size
  if [ -s "$cache" ]; then
    java+=(-XX:AOTCache="$cache" -Xlog:aot=off -Xlog:cds=off)
  fi
  if [ -t 1 ]; then
    java+=(-Decs-retry.screen=true)
    if size=$(stty size 2>/dev/null </dev/tty); then
      java+=(-Decs-retry.columns="${size#* }")
    fi
  fi
  if [ -t 0 ]; then
    java+=(-Decs-retry.keyboard=true)
  fi
  exec "${java[@]}" io.github.ecstaskretry.cli.commands.EcsRetry "$@"
}
