#!/usr/bin/env bash
sed -i 's/[[:blank:]]*$//' scripts/*.sh
