{ mkService }:

mkService {
  name = "web";
  ports = [ 8080 ];
}
