mkdir $out
{
  echo "["
  number=0
  while read -r name version checksum; do
    number=$((number + 1))
    [ -n "$checksum" ] || { echo "lock-to-nix: Crates.lock:$number: $name $version has no checksum" >&2; exit 3; }
    echo "  { name = \"$name\"; version = \"$version\"; sha256 = \"$checksum\"; }"
  done < $lock
  echo "]"
} > $out/crates.nix
