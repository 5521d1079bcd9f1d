number=0
while read -r key equals value; do
  number=$((number + 1))
  case $key in
    name | base | entrypoint | '') ;;
    *)
      echo "pack: manifest.toml:$number: unknown key \`$key\`, expected one of: base, entrypoint, name" >&2
      exit 65
      ;;
  esac
done < $manifest
tar -cf $out $layers
