#!/bin/sh
echo "$revision" > $out
