set -e
mount -t tmpfs -o size=1g none "$1"
cp -a "$2" "$1/project"
cd "$1/project"
for room in 0 256 1000000; do
  used=$(($(stat -f -c '(%b - %f) * %S / 1024' .)))
  mount -t tmpfs -o remount,size=$((used + room))k "$1"
  "$3" -m kyoyaku build 2> "$4/message" && status=done || status=failed
  cp -a site "$4/$room-$status"
  mount -t tmpfs -o remount,size=1g "$1"
  mv "$4/message" "$4/$room-$status/"
done
