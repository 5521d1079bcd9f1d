{
  script = ''
    cd $folder
    grep -no '](\./[^)]*)' guide.md | while IFS= read -r found; do
      line=''${found%%:*}
      target=''${found#*](./}
      target=''${target%)}
      [ -e "$target" ] || { echo "docs/guide.md:$line: dead link: ./$target"; exit 1; }
    done
    echo ok > $out
  '';
}
