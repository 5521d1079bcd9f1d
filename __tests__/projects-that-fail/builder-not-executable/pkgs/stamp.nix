{ package }:

package {
  name = "stamp";
  builder = ./stamp.sh;
  revision = "r12";
}
