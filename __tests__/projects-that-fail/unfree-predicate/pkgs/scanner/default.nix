{ mkDerivation, vendor-sdk }:
mkDerivation {
  pname = "scanner";
  version = "1.0";
  sdk = vendor-sdk;
  script = "cat $sdk > $out";
  meta.description = "Scans receipts";
  meta.license = {
    name = "mit";
    free = true;
  };
}
