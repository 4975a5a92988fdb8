#!/bin/sh
# Makes the tree of sandbox.ts a computer, in fresh namespaces and as root; exit code 97 if that fails.
#   sandbox.sh TREE CHECKOUT NODE ENVIRONMENT BASE WHO LAN COMMAND…
# ENVIRONMENT is a Python environment made from the Python in BASE, or both are empty; WHO is `ada` or `root`; LAN is
# `lan` for an address on a LAN, else empty.
set -e
trap 'exit 97' EXIT
tree=$1 checkout=$2 node=$3 environment=$4 base=$5 who=$6 lan=$7
shift 7

echo ada-pc >/proc/sys/kernel/hostname
ip link set lo up || :
if [ -n "$lan" ]; then
  ip link add lan0 address 02:00:00:00:00:0a type veth peer name lan0-far
  ip address add 192.168.77.10/24 dev lan0
  ip link set lan0-far up
  ip link set lan0 up
  ip route add default via 192.168.77.1
  # Node hides an interface without a carrier.
  until ip -o link show lan0 | grep -q LOWER_UP; do sleep 0.05; done
fi

cd "$tree"
mount --bind /usr host/usr
mount --bind "$node" usr/bin/node
mount --bind "$checkout/dist" opt/jupyter-expose/dist
mount --bind "$checkout/node_modules" opt/jupyter-expose/node_modules
mount --rbind /dev dev
mount -t proc proc proc
if [ -n "$environment" ]; then
  mount --bind "$environment/lib" opt/jupyter/lib
  mount --bind "$environment/share" opt/jupyter/share
  mount --bind "$base" opt/python
  # A Python with a shared library looks for it at the path where it was built.
  if [ "$base" != /usr ]; then mount --bind "$base" "./$base"; fi
fi

person=
if [ "$who" = ada ]; then
  person="/host/usr/bin/setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=-all --bounding-set=-all --"
fi
trap - EXIT
# When the first process of a namespace ends, all others end too; and it gets no signals from the terminal.
exec chroot "$tree" $person /bin/sh -c 'cd && "$@"; exit $?' sh "$@"
