# Stands for make and a compiler: the only thing it knows is one misspelling.
target=$1 source=$2
echo "cc -O2 -Wall -c $source -o $target"
if at=$(grep -n lenght "$source"); then
  line=${at%%:*}
  code=${at#*:}
  before=${code%%lenght*}
  echo "$source: In function 'codec_pack':"
  echo "$source:$line:$((${#before} + 1)): error: 'lenght' undeclared (first use in this function); did you mean 'length'?"
  printf '%5d | %s\n' "$line" "$code"
  echo "make: *** [Makefile:6: $target] Error 1"
  exit 2
fi
echo object > "$target"
