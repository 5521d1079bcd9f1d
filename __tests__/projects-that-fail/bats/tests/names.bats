#!/usr/bin/env bats

@test "lowers a name" {
  run bin/names ALICE
  [ "$output" = alice ]
}

@test "ends with 0" {
  run bin/names bob
  [ "$status" -eq 0 ]
}

@test "refuses no name" {
  run bin/names
  [ "$status" -eq 2 ]
}
