"""Everything that can be wrong with a project, found by reading alone."""
