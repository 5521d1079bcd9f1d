image:
derivation (
  image
  // {
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [
      "-eu"
      ./pack.sh
    ];
  }
)
