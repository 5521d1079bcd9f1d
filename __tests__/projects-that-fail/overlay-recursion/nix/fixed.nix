overlays:
let
  merge =
    previous: overlay: final:
    let
      before = previous final;
    in
    before // overlay final before;
  set = builtins.foldl' merge (_: { }) overlays set;
in
set
