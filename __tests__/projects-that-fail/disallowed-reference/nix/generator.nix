{ package }:

package {
  name = "generator-5";
  args = [
    "-euc"
    ''
      mkdir -p $out/bin
      echo "#!/bin/sh" > $out/bin/generate
      echo "echo '# made by $out/bin/generate'" >> $out/bin/generate
      chmod +x $out/bin/generate
    ''
  ];
}
