{
  name = "quick-test";
  args = [
    "-c"
    "echo ok > $out"
  ];
}
