# Sourced by builders, nix-shell and nix develop. $initialPath and $SHELL stand above.

# Who sources this gets its own settings back at the end.
__settings=$-
set -eu
shopt -s inherit_errexit
if [[ -z ${IN_NIX_SHELL-} ]]; then
  set -o pipefail
fi

PATH=
pkgsBuilt=" "

# Puts a package, and what it propagates, into the environment.
addInput() {
  local input=$1 hook=$1/nix-support/setup-hook list
  if [[ $pkgsBuilt == *" $input "* ]]; then
    return
  fi
  pkgsBuilt+="$input "
  if [[ -d $input/bin ]]; then PATH+=${PATH:+:}$input/bin; fi
  if [[ -d $input/include ]]; then export CPATH="${CPATH:+$CPATH:}$input/include"; fi
  if [[ -d $input/lib ]]; then export LIBRARY_PATH="${LIBRARY_PATH:+$LIBRARY_PATH:}$input/lib"; fi
  for list in propagated-build-inputs propagated-native-build-inputs; do
    if [[ -f $input/nix-support/$list ]]; then addInputs $(<"$input/nix-support/$list"); fi
  done
  if [[ -f $input ]]; then
    source "$input"
  elif [[ -f $hook ]]; then
    source "$hook"
  fi
}

addInputs() {
  local input
  for input in "$@"; do addInput "$input"; done
}

addInputs ${nativeBuildInputs-} ${buildInputs-} ${propagatedBuildInputs-}
# The toolchain's own libraries are found without being named.
for __folder in $initialPath; do PATH+=${PATH:+:}$__folder/bin; done
unset __folder
export PATH SHELL CONFIG_SHELL=$SHELL
if [[ -n $(type -P cc || true) ]]; then
  export CC=cc AR=ar
fi
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH-315532800}
export NIX_BUILD_CORES=${NIX_BUILD_CORES-1}
prefix=${prefix-${out-}}
export prefix

# Runs the function, or the text in the variable, of this name; neither is fine.
runHook() {
  local hook=$1
  shift
  if declare -F "$hook" >/dev/null; then
    "$hook" "$@"
  elif [[ -n ${!hook-} ]]; then
    eval "${!hook}"
  fi
}

stripHash() {
  local name=${1##*/}
  if [[ $name =~ ^[a-z0-9]{32}- ]]; then name=${name:33}; fi
  printf '%s\n' "$name"
}

unpackFile() {
  local file=$1
  if [[ -d $file ]]; then
    cp -r "$file" "$(stripHash "$file")"
  elif [[ $file == *.tar.gz || $file == *.tgz ]]; then
    tar xzf "$file"
  elif [[ $file == *.tar.bz2 ]]; then
    tar xjf "$file"
  elif [[ $file == *.tar.xz ]]; then
    tar xJf "$file"
  elif [[ $file == *.tar ]]; then
    tar xf "$file"
  else
    echo "unpackPhase: cannot unpack $file: only folders and tar archives" >&2
    return 1
  fi
}

unpackPhase() {
  runHook preUnpack
  local file folder
  if [[ -z ${srcs-${src-}} ]]; then
    echo 'unpackPhase: $src or $srcs has to name the source; without one, set dontUnpack' >&2
    return 1
  fi
  for file in ${srcs-$src}; do unpackFile "$file"; done
  if [[ -z ${sourceRoot-} ]]; then
    for folder in */; do
      if [[ -d $folder && ${folder%/} != env-vars ]]; then sourceRoot=${folder%/}; fi
    done
  fi
  chmod -R u+w -- "${sourceRoot:-.}"
  runHook postUnpack
}

patchPhase() {
  runHook prePatch
  local file
  for file in ${patches-}; do patch -p1 <"$file"; done
  runHook postPatch
}

configurePhase() {
  runHook preConfigure
  if [[ -x ./configure ]]; then ./configure --prefix="$prefix" ${configureFlags-}; fi
  runHook postConfigure
}

buildPhase() {
  runHook preBuild
  runHook postBuild
}

checkPhase() {
  runHook preCheck
  runHook postCheck
}

installPhase() {
  runHook preInstall
  runHook postInstall
}

# busybox has no `install` everywhere. In builds only: in a shell it would hide the host's own.
# Takes -d, -D, -m MODE, -t FOLDER, and forms like -Dm755.
if [[ -z ${IN_NIX_SHELL-} ]]; then
  install() {
    local option OPTIND=1 mode=755 folders='' parents='' target='' file
    while getopts dDm:t:cpv option; do
      case $option in
        d) folders=1 ;;
        D) parents=1 ;;
        m) mode=$OPTARG ;;
        t) target=$OPTARG ;;
        '?') return 1 ;;
      esac
    done
    shift $((OPTIND - 1))
    if [[ -n $folders ]]; then
      mkdir -p -- "$@"
      return
    fi
    if [[ -z $target ]]; then
      target=${!#}
      set -- "${@:1:$#-1}"
      if [[ ! -d $target ]]; then
        if [[ -n $parents ]]; then mkdir -p "$(dirname "$target")"; fi
        cp -f -- "$1" "$target"
        chmod "$mode" "$target"
        return
      fi
    elif [[ -n $parents ]]; then
      mkdir -p "$target"
    fi
    for file in "$@"; do
      cp -f -- "$file" "$target/"
      chmod "$mode" "$target/${file##*/}"
    done
  }
fi

# Scripts that start with `env` cannot run in a sandbox: gives them the path of what they name.
patchShebangs() {
  local file line program
  for file in $(find "$@" -type f -perm -0100); do
    IFS= read -r line <"$file" 2>/dev/null || continue
    if [[ $line =~ ^'#!'[[:space:]]*[^[:space:]]*/env[[:space:]]+([^[:space:]]+)(.*)$ ]]; then
      program=$(type -P "${BASH_REMATCH[1]}" || true)
      if [[ -n $program ]]; then sed -i "1s|.*|#!$program${BASH_REMATCH[2]}|" "$file"; fi
    fi
  done
}

fixupPhase() {
  runHook preFixup
  local output
  for output in ${outputs-out}; do
    if [[ -d ${!output-}/bin && -z ${dontPatchShebangs-} ]]; then patchShebangs "${!output}/bin"; fi
  done
  if [[ -n ${propagatedBuildInputs-} && -d $out ]]; then
    mkdir -p "$out/nix-support"
    echo "$propagatedBuildInputs" >"$out/nix-support/propagated-build-inputs"
  fi
  runHook postFixup
}

# Runs one phase, and tells Nix which one it is.
runPhase() {
  local phase=$1
  if [[ -n ${NIX_LOG_FD-} ]]; then
    printf '@nix { "action": "setPhase", "phase": "%s" }\n' "$phase" >&"$NIX_LOG_FD"
  fi
  echo "Running phase: $phase"
  if [[ -n ${!phase-} ]]; then
    eval "${!phase}"
  else
    "$phase"
  fi
  if [[ $phase == unpackPhase ]]; then cd -- "${sourceRoot:-.}"; fi
}

# Whether the package wants this phase: dontX turns one off, doCheck and doInstallCheck turn theirs on.
wantsPhase() {
  local phase=$1 name=${1%Phase} dont
  dont=dont${name^}
  case $phase in
    checkPhase) [[ -n ${doCheck-} ]] ;;
    installCheckPhase) [[ -n ${doInstallCheck-} ]] ;;
    *) [[ -z ${!dont-} ]] ;;
  esac
}

genericBuild() {
  local phase
  if [[ -n ${buildCommandPath-} ]]; then
    source "$buildCommandPath"
    return
  fi
  if [[ -n ${buildCommand-} ]]; then
    eval "$buildCommand"
    return
  fi
  local all="unpackPhase patchPhase configurePhase buildPhase checkPhase installPhase fixupPhase installCheckPhase"
  for phase in ${phases-$all}; do
    if wantsPhase "$phase"; then runPhase "$phase"; fi
  done
}

if [[ $__settings != *e* ]]; then set +e; fi
if [[ $__settings != *u* ]]; then set +u; fi
unset __settings
