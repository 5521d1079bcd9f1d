{ check }:

check "format" ''
  found=0
  for file in scripts/*.sh; do
    lines=$(grep -n '[[:blank:]]$' $file | cut -d: -f1)
    for line in $lines; do
      echo "$file:$line: trailing whitespace"
      found=1
    done
  done
  [ $found = 0 ] || { echo "Run ./scripts/format.sh"; exit 1; }
''
