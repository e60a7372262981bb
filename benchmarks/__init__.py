"""What the figures in the README come from; run one with `python -m benchmarks.NAME`."""
