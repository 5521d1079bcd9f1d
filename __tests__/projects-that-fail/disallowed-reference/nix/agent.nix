{ package, generator }:

# The generator is large: it must not come along.
package {
  name = "agent-1.8";
  inherit generator;
  args = [
    "-euc"
    ''
      mkdir -p $out/etc
      sh $generator/bin/generate > $out/etc/agent.conf
    ''
  ];
  disallowedReferences = [ generator ];
}
