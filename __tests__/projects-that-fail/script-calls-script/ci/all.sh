#!/usr/bin/env bash
set -euo pipefail
echo "level $LEVEL"

./ci/unit.sh
./ci/lint.sh --level "$LEVEL"
