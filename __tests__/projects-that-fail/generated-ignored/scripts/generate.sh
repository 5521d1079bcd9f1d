#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p generated
{
  echo "# Made by scripts/generate.sh"
  echo "{ tables = [ \"users\" \"orders\" ]; }"
} >generated/schema.nix
