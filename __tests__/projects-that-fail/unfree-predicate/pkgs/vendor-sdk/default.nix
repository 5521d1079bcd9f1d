{ mkDerivation }:

mkDerivation {
  pname = "vendor-sdk";
  version = "2.1";
  script = "echo sdk > $out";
  meta = {
    description = "What the maker of the scanner gives";
    license = {
      name = "proprietary";
      free = false;
    };
  };
}
