final: prev: {
  gateway = final.callPackage ./packages/gateway.nix { };
  gateway-smoke = final.callPackage ./packages/smoke.nix { };
}
