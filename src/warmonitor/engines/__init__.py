"""How the same pipeline runs: in process, on all cores, on a cluster."""
