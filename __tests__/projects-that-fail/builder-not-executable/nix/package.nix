attrs: derivation ({ system = "x86_64-linux"; } // attrs)
