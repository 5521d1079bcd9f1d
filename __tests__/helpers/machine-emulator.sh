# The end of machine-init.sh for a machine that runs aarch64 programs with an emulator: in a user namespace where the kernel
# keeps such formats for one (Linux 6.7), else in the whole computer, until the machine is stopped.
# Variables: emulator, a static qemu. Descriptor 9 is the host's /proc.
set -euo pipefail

formats=/proc/sys/fs/binfmt_misc
# The processor in the header of an ELF file. P: argv[0] stays as it is, by which Nix knows what it is to do. F: the emulator
# is opened now, so it is there in other roots and sandboxes.
header='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'

serve() {
  read -r hostpid _ </proc/self/fd/9/self/stat
  # Where the host's own formats are mounted a second time, these are the same.
  mount -t binfmt_misc binfmt_misc $formats
  printf '%s' "|$1|M||$header|$mask|$emulator|PF" >$formats/register
  exec 9<&-
  echo "ready $hostpid"
  exec >/dev/null 2>&1
  while read -r _; do :; done
  echo -1 >"$formats/$1"
}

if [ "${1:-}" = mapped ]; then
  mount -t proc proc /proc
  serve nix-ci
  exit
fi

modprobe -q binfmt_misc 2>/dev/null || true
if ! grep -qw binfmt_misc /proc/filesystems; then
  echo 'this kernel cannot have an emulator run programs: it has no binfmt_misc' >&2
  exit 1
fi

IFS=.- read -r major minor _ </proc/sys/kernel/osrelease
if [ "$((major * 1000 + minor))" -ge 6007 ]; then
  # Every id is itself. They are mapped from outside, and rights come back with the program after that.
  before=$(readlink /proc/1/ns/user)
  same=$(awk '{ print $1, $1, $3 }' /proc/self/uid_map)
  (
    until [ "$(readlink /proc/1/ns/user)" != "$before" ]; do sleep 0.01; done
    echo "$same" >/proc/1/uid_map
    echo "$same" >/proc/1/gid_map
  ) </dev/null >/dev/null 9<&- &
  script='until [ "$(id -u)$(id -g)" = 00 ]; do sleep 0.01; done; exec bash "$0" mapped'
  exec unshare -U -m -p -f --kill-child -- bash -c "$script" "$0"
fi
serve "nix-ci-$$-$RANDOM"
