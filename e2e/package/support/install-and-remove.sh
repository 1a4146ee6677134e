#!/bin/sh
# Installs a deb, starts it and removes it as dpkg does, on a copy of this computer that is forgotten afterwards: a layer in memory above
# the real root. Needs root and a mount namespace of its own (unshare --mount).
set -eu
deb=$1
layer=$2
mount -t tmpfs tmpfs "$layer"
mkdir "$layer/upper" "$layer/work" "$layer/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" "$layer/root"
for folder in proc dev sys; do mount --rbind "/$folder" "$layer/root/$folder"; done
cp "$deb" "$layer/root/package.deb"
exec chroot "$layer/root" /bin/sh -eu <<'INSIDE'
# Not every library for windows is on every machine of ours.
dpkg --force-depends --install /package.deb >/dev/null 2>&1
data="$HOME/.config/PMH連携コンソール/data"
mkdir -p "$data"
echo kept >"$data/relay.db"
echo "sandbox $(stat -c %a /opt/PMH-Relay-Console/chrome-sandbox)"
cd /
/usr/bin/pmh-relay-console --no-sandbox --ozone-platform=headless --headless --help 2>/dev/null | head -1
dpkg --purge --force-depends pmh-relay-console >/dev/null 2>&1
for left in /opt/PMH-Relay-Console /usr/bin/pmh-relay-console /usr/share/applications/pmh-relay-console.desktop; do
  [ -e "$left" ] || [ -L "$left" ] && echo "left $left"
done
echo "data $(cat "$data/relay.db")"
INSIDE
