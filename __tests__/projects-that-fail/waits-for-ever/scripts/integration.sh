#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib/wait.sh

echo "starting ledgerd"
wait_for_port 47831 ledgerd
echo "sending a payment"
