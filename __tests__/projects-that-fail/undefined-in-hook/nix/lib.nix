{
  optionalString = condition: text: if condition then text else "";
}
