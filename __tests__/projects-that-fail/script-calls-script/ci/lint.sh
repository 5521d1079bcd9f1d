#!/usr/bin/env bash
echo "linted with $2"
