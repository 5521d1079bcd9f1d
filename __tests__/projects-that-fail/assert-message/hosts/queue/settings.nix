{
  name = "queue";
  workers = 4;
}
