# shellcheck shell=bash
# Sourced by ./ecs-retry. Adds to the array java what the JDK is to know of HTTPS_PROXY, HTTP_PROXY and NO_PROXY, which it does not read.
# As for the AWS CLI, a name in lower case goes before the same in upper case, and an empty one means none.
# The JDK's side: "Networking Properties", https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/net/doc-files/net-properties.html

# Says what cannot be done, unless told to be quiet; never more of an address than its variable, for it may hold a password.
proxy_note() {
  [ -n "${quiet:-}" ] || echo "ecs-retry: $*" >&2
}

# add_proxy <http or https> <variable> <address>: an address is [http://][user:password@]host[:port], the port 80 when there is none.
add_proxy() {
  local address=$3 host port
  case $address in
    *://*)
      case ${address%%://*} in
        [Hh][Tt][Tt][Pp]) ;;
        [Hh][Tt][Tt][Pp][Ss]) proxy_note "$2: the way to the proxy itself cannot be https; trying http" ;;
        *)
          proxy_note "$2: only http:// proxies can be used; going without"
          return 0
          ;;
      esac
      address=${address#*://}
      ;;
  esac
  case $address in
    *@*)
      proxy_note "$2: Java cannot be given a proxy's user and password; going on without them"
      address=${address##*@}
      ;;
  esac
  address=${address%%/*}
  case $address in
    \[*)
      host=${address#\[}
      host=${host%%\]*}
      port=${address##*\]}
      port=${port#:}
      ;;
    *:*)
      host=${address%%:*}
      port=${address##*:}
      ;;
    *)
      host=$address
      port=
      ;;
  esac
  [ -n "$host" ] || return 0
  java+=("-D$1.proxyHost=$host" "-D$1.proxyPort=${port:-80}")
}

# add_exceptions <NO_PROXY>: names with or without a leading dot stand for themselves and what is below them. Never this machine.
add_exceptions() {
  local name names hosts='localhost|127.*|[::1]|0.0.0.0'
  IFS=$', \t' read -r -a names <<<"$1"
  for name in ${names[@]+"${names[@]}"}; do
    case $name in
      '*') hosts="$hosts|*" && continue ;;
      \[*) name=${name%%\]*}] ;;
      *:*:*) name=[$name] ;;
      *) name=${name%%:*} ;;
    esac
    name=${name#\*}
    name=${name#.}
    [ -z "$name" ] || hosts="$hosts|$name|*.$name"
  done
  java+=("-Dhttp.nonProxyHosts=$hosts")
}

# add_proxies: nothing where no variable is set.
add_proxies() {
  local https=${https_proxy-${HTTPS_PROXY-}} http=${http_proxy-${HTTP_PROXY-}}
  [ -n "$https$http" ] || return 0
  [ -z "$https" ] || add_proxy https HTTPS_PROXY "$https"
  [ -z "$http" ] || add_proxy http HTTP_PROXY "$http"
  add_exceptions "${no_proxy-${NO_PROXY-}}"
}
