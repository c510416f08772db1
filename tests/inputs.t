#!/usr/bin/env python3
"""The catalogue of bad inputs, numbers 1 to 113: what each must come to."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'inputs'))
import rows  # noqa: E402
import tap  # noqa: E402

for module in 'files', 'archives', 'crawls', 'texts', 'markup':
    if os.path.exists(os.path.join(os.path.dirname(rows.__file__), module + '.py')):
        __import__(module)
rows.run_all()
tap.same(sorted(rows.ROWS), list(range(1, 114)), 'no row is left out')
tap.done()
