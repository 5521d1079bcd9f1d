{ option }:
option 9100 "The port of the exporter"
