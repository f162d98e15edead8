"""Decides which place, which day, which actor and whose voice the words of a claim mean."""
