{
  assertMsg = condition: message: if condition then true else builtins.trace message false;
  times = count: make: builtins.genList make count;
}
