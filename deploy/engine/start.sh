#!/bin/sh
# Starts the engine, with the options given, so that its containers are within the pod's limits. Kubernetes gives a privileged container the node's
# own control groups where these are of version 2: the engine would put containers beside the pods, at the node's root. (With version 1 it sees
# the pod's alone.) The image's own entry point is left out, for it rearranges the control groups that it sees.
set -eu
# The engine, too, is in a container: so it leaves the node's AppArmor alone.
export container=docker

if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  own=$(sed -n 's/^0:://p' /proc/self/cgroup)
  own=${own%/}
  group=/sys/fs/cgroup$own
  if [ ! -f "$group/cgroup.procs" ]; then
    echo "start.sh: this container's control group is not at $group" >&2
    exit 1
  fi
  mkdir -p "$group/engine"
  # Without these controllers the sandbox has no limits: better no engine at all. A group that limits those below it may have no processes itself;
  # a probe can start one meanwhile.
  attempts=20
  until for process in $(cat "$group/cgroup.procs"); do
      echo "$process" 2>/dev/null > "$group/engine/cgroup.procs" || :
    done
    echo '+cpu +memory +pids' > "$group/cgroup.subtree_control"
  do
    attempts=$((attempts - 1))
    if [ "$attempts" = 0 ]; then
      echo "start.sh: no limits for what is below $group, which has the controllers: $(cat "$group/cgroup.controllers")" >&2
      exit 1
    fi
    sleep 0.2
  done
  set -- "$@" --exec-opt=native.cgroupdriver=cgroupfs "--cgroup-parent=$own/containers"
fi
exec docker-init -- dockerd "$@"
