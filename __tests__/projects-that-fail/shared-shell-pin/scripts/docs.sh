#!/usr/bin/env bash
echo docs
