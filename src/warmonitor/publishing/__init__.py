"""Ways out: exports, situation reports, the static site."""
