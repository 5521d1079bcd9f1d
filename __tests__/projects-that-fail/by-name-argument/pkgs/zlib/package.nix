{ buildScript }:

buildScript "zlib-1.3" "echo zlib > $out" { }
