# The archive format of the backup tool.
{
  buildScript,
  zlib,
  lz4,
}:

buildScript "archive-1.2" "cat $zlib $lz4 > $out" { inherit zlib lz4; }
