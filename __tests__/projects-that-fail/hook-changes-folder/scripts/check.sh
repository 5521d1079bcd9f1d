#!/usr/bin/env bash
set -eu
grep -q application app/main.txt
echo checked
