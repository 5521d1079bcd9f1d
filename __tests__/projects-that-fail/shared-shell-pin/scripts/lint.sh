#!/usr/bin/env bash
fmt --check
