{ mkService }:

mkService {
  name = "mail";
  usr = "vmail";
  ports = [
    25
    465
  ];
}
