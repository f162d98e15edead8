"""What is known: the gazetteer, the registry of actors and voices, lexicons of war. It never decides."""
