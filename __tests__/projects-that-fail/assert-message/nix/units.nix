{ lib, settings }:
let
  limit = 64;
in
assert lib.assertMsg (settings.workers <= limit) "${settings.name}: more workers than the ${toString limit} that one machine can have";
lib.times settings.workers (number: "worker@${toString number}")
