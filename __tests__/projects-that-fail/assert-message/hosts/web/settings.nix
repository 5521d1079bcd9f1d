{
  name = "web";
  workers = 128;
}
