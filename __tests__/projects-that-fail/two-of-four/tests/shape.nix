{
  script = "grep -q '^id,' $folder/users.csv; echo ok > $out";
}
