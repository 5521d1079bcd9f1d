{
  script = "wc -w < $folder/text.txt > $out";
}
