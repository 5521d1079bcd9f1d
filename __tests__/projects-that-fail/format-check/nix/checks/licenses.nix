{ check }:

check "licenses" "grep -q MIT LICENSE"
