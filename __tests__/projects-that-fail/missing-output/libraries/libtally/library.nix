{
  name = "libtally-0.9";
  outputs = [
    "out"
    "dev"
  ];
  headers = ./include;
}
