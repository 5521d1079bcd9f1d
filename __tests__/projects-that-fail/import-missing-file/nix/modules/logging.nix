{ option }:
option "info" "How much is logged"
