#!/usr/bin/env python3
"""measure.py NAME BYTES RUNS COMMAND [ARG...] - one row: CPU s, MB/s, peak MiB.

Runs the command RUNS times and prints the median CPU seconds
(user + system, of the command and its children), BYTES over them in MB/s
(10^6), and the largest peak memory of any one process.
"""
import os
import statistics
import sys
import time


def run(command):
    pid = os.fork()
    if pid == 0:
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit('%s failed (%d)' % (command, status))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(name, size, runs, command):
    cpu, peak, wall = [], 0, []
    for _ in range(runs):
        began = time.monotonic()
        seconds, memory = run(command)
        wall.append(time.monotonic() - began)
        cpu.append(seconds)
        peak = max(peak, memory)
    median = max(statistics.median(cpu), 1e-6)
    print('%-26s %9.2f %9.2f %9.0f %9.0f'
          % (name, median, statistics.median(wall), size / median / 1e6, peak))


if __name__ == '__main__':
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
