# shellcheck shell=sh
# Shared by the commands beside it; read with ".", never run. Sets `home`, and needs nothing but a POSIX shell.

home=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)

say() {
  printf '%s: %s\n' "$(basename -- "$0")" "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

# The programs that tests run against, each with Debian's package of it.
# shellcheck disable=SC2034 # read by others
test_programs='etcd:etcd-server prometheus:prometheus promtool:prometheus logrotate:logrotate
  systemd-journal-remote:systemd-journal-remote systemd-journal-gatewayd:systemd-journal-remote
  journalctl:systemd systemd-socket-activate:systemd'

# The Java that runs everything: JAVA_HOME's where it is set, so that Maven and the jar agree.
java_command() {
  if [ -n "${JAVA_HOME:-}" ]; then
    [ -x "$JAVA_HOME/bin/java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it"
    printf '%s\n' "$JAVA_HOME/bin/java"
  else
    command -v java || fail "no java found: install a JDK of version 17 or newer, or set JAVA_HOME"
  fi
}

# A JDK's own file says its update, such as 17.0.15; asking the program would cost every start a tenth of a second.
java_update_of() {
  sed -n 's/^JAVA_VERSION="\([0-9.]*\).*/\1/p' "$1/release" 2>/dev/null
}

java_version_of() {
  java_update_of "$1" | cut -d . -f 1
}

# The exact build, since archives of classes fit no other.
java_build_of() {
  sed -n 's/^JAVA_RUNTIME_VERSION="\([^"]*\)".*/\1/p' "$1/release" 2>/dev/null | tr -c 'A-Za-z0-9.+\n-' '_'
}

# Whether this Java can give back what the C library keeps when the compilers have freed it; known of these updates, with glibc.
java_trims_native_heap() {
  case $(java_update_of "$1") in
    17.0.1[5-9]* | 17.0.[2-9][0-9]* | 21.0.[7-9]* | 21.0.[1-9][0-9]* | 2[2-9]* | [3-9][0-9]*)
      getconf GNU_LIBC_VERSION >/dev/null 2>&1
      ;;
    *) false ;;
  esac
}

# Whether the kernel gives large pages to those who ask for them. To those who do not ask it may give them too, and needs no option then.
kernel_gives_large_pages() {
  grep -q '\[madvise\]' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null
}

# Options beside those of scripts/java.options that suit this Java and this machine, one a line. A Java that does not know one would not
# start with it.
java_options_here() {
  # What the compilers have used is given back to the system: 10 to 20 MB with 1,000 members.
  if java_trims_native_heap "$1"; then
    echo -XX:TrimNativeHeapInterval=10000
  fi
  # A look at one of 1,000 members takes a tenth less of the processor's time, and the heap, which is full sooner or later, no more.
  if kernel_gives_large_pages; then
    echo -XX:+UseTransparentHugePages
  fi
}

# The heap that the members of the configuration need which these arguments of a command name, when the usual one of scripts/java.options is
# too small for them; HeapRoom reckons the same. Members that are discovered cannot be counted here.
java_heap_for() {
  config=
  before=
  for argument in "$@"; do
    case $argument in
      --config=*) config=${argument#--config=} ;;
      *) [ "$before" != --config ] || config=$argument ;;
    esac
    before=$argument
  done
  [ -f "$config" ] || return 0
  members=$(grep -o 'metrics:' "$config" | wc -l)
  megabytes=$(((members * 48 / 1024 + 49) * 10 / 9 + 16))
  usual=130
  [ "$megabytes" -le "$usual" ] || echo "-Xms${megabytes}m -Xmx${megabytes}m"
}

java_home_of() {
  dirname -- "$(dirname -- "$(readlink -f -- "$1")")"
}

# An installed Maven saves a download; one older than 3.8 is too old for the plugins, and the wrapper fetches its own.
maven() {
  if mvn -v 2>/dev/null | sed -n '1s/.*Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | {
    read -r major minor && { [ "$major" -gt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -ge 8 ]; }; }
  }; then
    mvn --batch-mode --no-transfer-progress --file "$home/pom.xml" "$@"
  else
    sh "$home/mvnw" --batch-mode --no-transfer-progress --file "$home/pom.xml" "$@"
  fi
}
