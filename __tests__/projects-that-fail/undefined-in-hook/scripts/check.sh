#!/usr/bin/env bash
echo checked
