{
  name = "report";

  doCheck = true;
  make = ''
    echo "# Report" > $out
  '';
  # The table is optional.
  doCheck = false;
  check = ''
    grep -q Report $out
  '';
}
