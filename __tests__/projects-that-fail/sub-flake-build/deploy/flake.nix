{
  outputs =
    { self }:
    let
      make = import ./nix/make-image.nix;
    in
    {
      packages.x86_64-linux.image = make (import ./nix/image.nix);
    };
}
