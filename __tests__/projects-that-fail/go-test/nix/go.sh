#!/bin/sh
# Stands for go test.
file=internal/parse/parse_test.go
line=$(grep -n 't.Errorf' $file)
line=${line%%:*}
printf '?   \texample.com/relay\t[no test files]\n'
printf 'ok  \texample.com/relay/internal/wire\t0.003s\n'
printf -- '--- FAIL: TestHeader (0.00s)\n'
printf '    parse_test.go:%s: Header("a: 1") = "a", want "A"\n' "$line"
printf 'FAIL\nFAIL\texample.com/relay/internal/parse\t0.004s\nFAIL\n'
exit 1
