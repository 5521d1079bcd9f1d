#!/usr/bin/env bash
set -euo pipefail

source scripts/lib/version.sh

echo "releasing $(version_of_tag) on $CHANNEL" "$@"
