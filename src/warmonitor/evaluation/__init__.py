"""Scorers for the public data sets and the floors that accuracy must hold."""
