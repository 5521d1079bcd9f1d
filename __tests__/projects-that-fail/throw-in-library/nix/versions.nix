{
  filed = "2.0.3";
  ripsaw = "v0.9.x";
}
