{ mkDerivation }:
mkDerivation {
  pname = "fonts";
  version = "7";
  script = "echo > $out";
  meta.description = "House fonts";
  meta.license = {
    name = "ours";
    free = false;
  };
}
