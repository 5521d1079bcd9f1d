#!/usr/bin/env bash
set -eu

host=$1

echo "to $host"  
scp result "$host":
