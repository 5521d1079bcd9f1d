{
  environment = ''
    export APP_ENV=test
  '';
  enter = ''
    cd app
  '';
}
