#!/usr/bin/env bash
echo unit
