# wait_for_port PORT NAME: returns when something listens there.
wait_for_port() {
  local port=$1 name=$2
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    echo "waiting for $name on port $port"
    sleep 0.5
  done
}
