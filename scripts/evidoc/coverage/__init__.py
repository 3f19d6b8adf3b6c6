"""Whether every number that a reader sees is bound to something."""
