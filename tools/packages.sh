# The Debian packages that the project needs, and functions that install what is missing of them. Sourced by run and
# test. Nothing is asked of the network when nothing is missing.

build_packages=(
  clang-19 lld-19 llvm-19 cmake ninja-build ccache make
  libboost1.81-dev libboost-json1.81-dev libssl-dev libsqlite3-dev libpq-dev libfmt-dev libcrypt-dev
  libtomlplusplus-dev libhowardhinnant-date-dev zlib1g-dev libopus-dev libavcodec-dev libavutil-dev
  brotli gzip python3 nodejs npm ca-certificates git
)
runtime_packages=(ffmpeg tzdata)
# Debian starts services of postgresql-15 and coturn when it installs them. The tests start their own, and stop them.
test_packages=(
  libgtest-dev libgmock-dev librapidcheck-dev libsrtp2-dev clang-format-19 clang-tidy-19 libclang-rt-19-dev
  postgresql-15 coturn chromium firefox-esr fonts-dejavu-core fonts-noto-core espeak-ng openssl curl procps
  gstreamer1.0-nice gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly
  python3-gi gir1.2-gstreamer-1.0 gir1.2-gst-plugins-base-1.0 gir1.2-gst-plugins-bad-1.0
)

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "Packages are missing and this account is neither root nor allowed to use sudo." >&2
    exit 1
  fi
}

is_installed() {
  # A node that came from elsewhere brings its own npm, and Debian's packages of that name would collide with it.
  case "$1" in
    nodejs) command -v node >/dev/null && return 0 ;;
    npm) command -v npm >/dev/null && return 0 ;;
  esac
  [ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" = "install ok installed" ]
}

install_packages() {
  local package missing=()
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  echo "Installing Debian packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# Vite wants Node 20.19; Debian 12 has 18. The npm registry has Node itself as a package.
ensure_node() {
  local toolchain="$PWD/build/toolchain"
  if [ -x "$toolchain/node_modules/node/bin/node" ]; then
    export PATH="$toolchain/node_modules/node/bin:$PATH"
    return 0
  fi
  if node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
    return 0
  fi
  echo "Installing Node.js 22 from the npm registry into build/toolchain"
  mkdir -p "$toolchain"
  npm install --loglevel=error --no-fund --no-audit --prefix "$toolchain" node@22
  export PATH="$toolchain/node_modules/node/bin:$PATH"
}

# Objects are shared between clones and presets: paths are taken relative to the clone.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1 CCACHE_MAXSIZE="${CCACHE_MAXSIZE:-5G}"

# build PRESET [TARGET ...]
build() {
  local preset=$1
  shift
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" >"build/$preset-configure.log" 2>&1 || { cat "build/$preset-configure.log" >&2; return 1; }
  fi
  cmake --build "build/$preset" ${1:+--target "$@"}
}
