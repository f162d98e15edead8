"""The lexicon of war and the rules, as YAML."""
