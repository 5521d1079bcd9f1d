# First process of a fresh machine (see machine.ts), already in mount and pid namespaces of its own.
# Everything below happens in this mount namespace: the host's root is only the lower layer of an overlay.
# Variables: stage work uid gid sudo (host|none|folder) nix (absent|tmpfs|disk) share (a path a line)
# layer (a folder whose files take the place of those in /, or none) tmp (size of /tmp) emulator (none, or see machine-emulator.sh, whose path is then emulate)
# systemd (none, or the folder of pack/systemd.ts: its Debian is then the lower layer, and systemd the first process)
set -euo pipefail

# /proc is still the host's, so the first field is our pid as the host sees it.
read -r hostpid _ </proc/self/stat

real_disk='^(ext[234]|xfs|btrfs|zfs|f2fs|9p|virtiofs|overlay|nfs4?|fuse\..*)$'
not_carried='^/($|(proc|sys|dev|run|tmp|home|root|nix|boot|snap|var/tmp|var/lib/docker|var/lib/containers)(/|$))'

make_overlay() {
  mount -t tmpfs -o mode=755 machine "$stage"
  cd "$stage"
  mkdir upper scratch root
  local lower=/
  if [ "$systemd" != none ]; then lower=$systemd/debian; fi
  # A whiteout: what the host has in /nix is not there in the machine.
  if [ -e "$lower/nix" ]; then mknod upper/nix c 0 0; fi
  mount -t overlay -o lowerdir="$lower",upperdir=upper,workdir=scratch machine root
}

# An overlay shows one file system only: other disks are bound read-only, bound files (containers) copied.
carry_other_disks() {
  local point type rest
  while read -r _ _ _ _ point rest; do
    type=${rest##* - } type=${type%% *}
    [[ $type =~ $real_disk && ! $point =~ $not_carried ]] || continue
    if [ -f "$point" ]; then
      cat "$point" >"root$point"
    elif [ -d "root$point" ]; then
      mount -o bind,ro "$point" "root$point"
    fi
  done </proc/self/mountinfo
}

mount_own_folders() {
  mount -t proc proc root/proc
  mount --rbind /sys root/sys
  mount --rbind /dev root/dev
  if [ -d root/dev/shm ]; then mount -t tmpfs -o mode=1777 shm root/dev/shm; fi
  # The link that a host with systemd has here leads into /run, which is empty below.
  if [ -L root/etc/resolv.conf ]; then
    cat /etc/resolv.conf >root/resolv.tmp && mv -f root/resolv.tmp root/etc/resolv.conf
  fi
  mount -t tmpfs -o mode=755 run root/run
  mount -t tmpfs -o mode=755 home root/home
  mount -t tmpfs -o mode=700 root root/root
  mount -t tmpfs -o "mode=1777,size=$tmp" tmp root/tmp
  mount -t tmpfs -o mode=1777 tmp root/var/tmp
  mkdir -p root/run/lock
  if [ "$nix" = tmpfs ]; then
    mkdir root/nix
    mount -t tmpfs -o mode=755 nix root/nix
  elif [ "$nix" = disk ]; then
    mkdir root/nix "${stage%/*}/nix"
    mount --bind "${stage%/*}/nix" root/nix
  fi
}

# Makes the folders that lead to $1 passable for everyone, in the overlay only.
open_way() {
  local folder
  folder=$(dirname "$1")
  while [ "$folder" != / ]; do
    chmod a+x "root$folder" 2>/dev/null || true
    folder=$(dirname "$folder")
  done
}

bind_host_paths() {
  local path
  while IFS= read -r path; do
    [ -n "$path" ] || continue
    if [ -d "$path" ]; then
      mkdir -p "root$path"
    else
      mkdir -p "root$(dirname "$path")"
      [ -e "root$path" ] || : >"root$path"
    fi
    mount -o bind,ro "$path" "root$path"
    open_way "$path"
  done <<<"$share"
  mkdir -p "root$work"
  mount --bind "$work" "root$work"
  open_way "$work"
}

# $1: folder; more: options of tar
lay_over() {
  tar -C "$1" -c . | tar -C root -x --keep-directory-symlink --no-same-owner "${@:2}"
}

make_users() {
  cd root/etc
  sed -i -E "/^(runner|nixbld[0-9]*):/d; /^[^:]*:[^:]*:$uid:/d" passwd
  sed -i -E "/^(runner|nixbld):/d; /^[^:]*:[^:]*:$gid:/d; s/,runner\b//; s/:runner(,|$)/:/" group
  if [ -f shadow ]; then sed -i -E '/^(runner|nixbld[0-9]*):/d' shadow; fi
  if [ -f gshadow ]; then sed -i -E '/^(runner|nixbld):/d' gshadow; fi
  echo "runner:x:$uid:$gid:runner:/home/runner:/bin/bash" >>passwd
  echo "runner:x:$gid:" >>group
  echo 'runner:*:19000:0:99999:7:::' >>shadow
  # What an earlier Nix of the host left.
  rm -rf nix profile.d/nix*
  # What tells installers that they are in a container.
  rm -f ../.dockerenv
  # Without its own name sudo complains on every call.
  grep -qw "$(hostname)" hosts 2>/dev/null || echo "127.0.1.1 $(hostname)" >>hosts
  cd "$stage"
  # The repository may be bound below it.
  mkdir -p root/home/runner
  chown "$uid:$gid" root/home/runner
}

make_sudo() {
  if [ "$sudo" = none ]; then
    rm -f root/usr/bin/sudo root/usr/bin/sudo-rs root/usr/local/bin/sudo root/usr/sbin/sudo
    return
  fi
  if [ "$sudo" != host ]; then lay_over "$sudo" --skip-old-files; fi
  chown 0:0 root/usr/bin/sudo
  chmod 4755 root/usr/bin/sudo
  rm -rf root/etc/sudoers.d root/etc/sudoers
  mkdir -m 750 root/etc/sudoers.d
  printf '%s\n' 'Defaults env_reset' \
    'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"' \
    'root ALL=(ALL:ALL) ALL' 'runner ALL=(ALL:ALL) NOPASSWD: ALL' >root/etc/sudoers
  chmod 440 root/etc/sudoers
}

# A cgroup of our own below ours, in each hierarchy that systemd writes: what it leaves there is removed with it.
own_cgroups() {
  local line point below
  for point in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    [ -e "$point/cgroup.procs" ] || continue
    line=0::
    if [ "$point" = /sys/fs/cgroup/systemd ]; then line='[0-9]*:name=systemd:'; fi
    below=$(sed -n "s/^$line//p" /proc/self/cgroup)
    mkdir "$point$below/$cgroup" && echo "$point$below/$cgroup"
  done
}

# systemd-nspawn pivots by itself, and brings /proc, /sys, /dev, /run and /tmp.
boot_systemd() {
  local binds=() path folder
  while IFS= read -r path; do
    [ -n "$path" ] || continue
    open_way "$path"
    path=${path//:/\\:}
    binds+=("--bind-ro=$path:$path:norbind")
  done <<<"$share"
  open_way "$work"
  if [ "$nix" = tmpfs ]; then binds+=(--tmpfs=/nix:mode=755); fi
  mkdir outer-proc
  mount --rbind /proc outer-proc
  cgroup=nix-ci-$hostpid
  own_cgroups >cgroups
  mount -t proc proc /proc
  # nspawn writes there.
  mount -t tmpfs run /run
  (
    while read -r folder; do echo "$BASHPID" >"$folder/cgroup.procs"; done <cgroups
    libraries=$(echo "$systemd"/debian/usr/lib/*-linux-gnu)
    export LD_LIBRARY_PATH=$libraries:$libraries/systemd
    exec "$systemd/container/usr/bin/systemd-nspawn" --quiet --boot --directory="$stage/root" --machine="$cgroup" \
      --register=no --keep-unit --capability=all --console=pipe --link-journal=no --resolv-conf=off --timezone=off \
      --bind="${work//:/\\:}" "${binds[@]}"
  ) </dev/null >"$stage/boot.log" 2>&1 &
  nspawn=$!
  await_systemd
}

# Sets hostpid to systemd, as the host counts, once it has started what it starts.
await_systemd() {
  local tries inner='' state=''
  for ((tries = 0; tries < 300; tries++)); do
    # The first process of a pid namespace right below ours.
    inner=$(grep -hosP '^NSpid:\t\K\d+(?=\t1$)' /proc/[0-9]*/status) || true
    [ -z "$inner" ] || state=$(nsenter -t "$inner" -m -p systemctl is-system-running 2>/dev/null) || true
    case $state in running | degraded) break ;; esac
    kill -0 "$nspawn" 2>/dev/null || break
    sleep 0.1
  done
  case $state in
    running | degraded) hostpid=$(as_host_counts "$inner") ;;
    *)
      echo "systemd did not boot (${state:-no first process}): $(tail -n 20 boot.log)" >&2
      leave_systemd
      exit 1
      ;;
  esac
}

as_host_counts() {
  local namespace file
  namespace=$(readlink "/proc/$1/ns/pid")
  for file in $(grep -lsP "^NSpid:.*\t$1\t1$" outer-proc/[0-9]*/status); do
    if [ "$(readlink "${file%status}ns/pid")" = "$namespace" ]; then basename "${file%/status}"; fi
  done
}

# The kernel takes a moment to free the cgroups of processes that are gone.
leave_systemd() {
  local folder tries
  kill -KILL -1 2>/dev/null || true
  while read -r folder; do
    for ((tries = 0; tries < 100; tries++)); do
      find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null && break
      sleep 0.02
    done
  done <cgroups
}

if [ "$emulator" != none ]; then exec 9</proc; fi
make_overlay
if [ "$systemd" = none ]; then
  carry_other_disks
  mount_own_folders
  bind_host_paths
fi
make_users
if [ "$layer" != none ]; then lay_over "$layer"; fi
make_sudo

if [ "$systemd" = none ]; then
  # pivot_root and not chroot: Nix leaves a chroot when it goes back to its first mount namespace, and the
  # kernel gives no user namespace to a process in a chroot.
  cd root
  mkdir .outside
  pivot_root . .outside
  cd /
  umount -l /.outside
  rmdir /.outside
  if [ "$emulator" != none ]; then exec bash "$emulate"; fi
else
  boot_systemd
fi

echo "ready $hostpid"
exec >/dev/null 2>&1
# Ends, and with it every process of the machine, when the one that started it closes our stdin or dies.
while read -r _; do :; done
if [ "$systemd" != none ]; then leave_systemd; fi
