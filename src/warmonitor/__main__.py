"""`python -m warmonitor`."""

from warmonitor.cli import main

main()
