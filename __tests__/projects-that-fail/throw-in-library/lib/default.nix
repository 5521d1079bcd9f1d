{
  semver = import ./semver.nix;
  compose =
    overlays:
    let
      apply =
        previous: overlay: final:
        previous final // overlay final (previous final);
      whole = builtins.foldl' apply (final: { }) overlays whole;
    in
    whole;
}
