#!/bin/sh
# A computer on which nothing but what a situation says is so: run in fresh namespaces, as root. 97 when it cannot be made.
#   sandbox.sh ROOT CHECKOUT NODE ENVIRONMENT BASE TOOLS WHO LAN COMMAND…
# ROOT holds new/, etc/, home/ and programs/; ENVIRONMENT is a Python environment made from the Python in BASE,
# or both are empty; TOOLS are the names of programs of this machine; WHO is `ada` or `root`;
# LAN is `lan` for an address in a house, else empty.
set -e
trap 'exit 97' EXIT
root=$1 checkout=$2 node=$3 environment=$4 base=$5 tools=$6 who=$7 lan=$8
shift 8

echo ada-pc >/proc/sys/kernel/hostname
ip link set lo up 2>/dev/null || :
if [ -n "$lan" ]; then
  ip link add lan0 type veth peer name lan0-far
  ip address add 192.168.77.10/24 dev lan0
  ip link set lan0-far up
  ip link set lan0 up
  ip route add default via 192.168.77.1
  # Node hides an interface until its carrier is there.
  until ip -o link show lan0 | grep -q LOWER_UP; do sleep 0.05; done
fi
person=
if [ "$who" = ada ]; then
  person="/host/usr/bin/setpriv --reuid=1000 --regid=1000 --clear-groups --inh-caps=-all --bounding-set=-all --"
fi

new=$root/new
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs "$new"
cd "$new"
mkdir -p usr host/usr dev proc tmp run var/tmp opt/jupyter-expose home/ada etc
chmod 1777 tmp var/tmp
mount --bind /usr usr
mount --bind /usr host/usr
for directory in bin sbin lib lib32 lib64 libx32; do
  if [ -L "/$directory" ]; then ln -s "$(readlink "/$directory")" "$directory"; fi
  if [ -d "/$directory" ] && [ ! -L "/$directory" ]; then
    mkdir "$directory"
    case $directory in lib*) mount --bind "/$directory" "$directory" ;; esac
  fi
done

# Of the programs of this machine only those that are named; /host/usr is on nobody's PATH.
for directory in usr/bin usr/sbin usr/local; do
  if [ -d "/$directory" ] && [ ! -L "/$directory" ]; then mount -t tmpfs -o mode=755 tmpfs "$directory"; fi
done
for tool in $tools; do
  for directory in bin sbin; do
    if [ -e "/usr/$directory/$tool" ] && [ ! -e "usr/bin/$tool" ]; then
      ln -s "/host/usr/$directory/$tool" "usr/bin/$tool"
    fi
  done
done
: >usr/bin/node
mount --bind "$node" usr/bin/node

cp -R "$root/etc/." etc
cp /etc/ld.so.cache etc 2>/dev/null || :
mount -t proc proc proc
mount --rbind /dev dev
mount --bind "$root/home" home/ada
for part in bin dist data node_modules package.json; do
  [ -e "$checkout/$part" ] || continue
  if [ -d "$checkout/$part" ]; then mkdir "opt/jupyter-expose/$part"; else : >"opt/jupyter-expose/$part"; fi
  mount --bind "$checkout/$part" "opt/jupyter-expose/$part"
done
ln -s /opt/jupyter-expose/bin/jupyter-expose.js usr/bin/jupyter-expose

if [ -n "$environment" ]; then
  mkdir -p opt/python opt/jupyter/bin opt/jupyter/lib opt/jupyter/share
  mount --bind "$base" opt/python
  # A Python with a shared library looks for that where it was built.
  if [ "$base" != /usr ]; then mkdir -p "./$base" && mount --bind "$base" "./$base"; fi
  mount --bind "$environment/lib" opt/jupyter/lib
  mount --bind "$environment/share" opt/jupyter/share
  sed 's|^home *=.*|home = /opt/python/bin|' "$environment/pyvenv.cfg" >opt/jupyter/pyvenv.cfg
  ln -s "/opt/python/bin/$(basename "$(readlink -f "$environment/bin/python")")" opt/jupyter/bin/python
  ln -s python opt/jupyter/bin/python3
  for script in "$environment"/bin/jupyter*; do
    sed '1s|^#!.*|#!/opt/jupyter/bin/python|' "$script" >"opt/jupyter/bin/${script##*/}"
  done
  chmod 755 opt/jupyter/bin/jupyter*
fi

cp -R "$root/programs/." usr/bin

# The first process of a namespace ends all others with itself, and it hears no signal of the terminal.
trap - EXIT
exec chroot "$new" $person /bin/sh -c 'cd && "$@"; exit $?' sh "$@"
