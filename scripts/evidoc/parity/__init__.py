"""Whether the languages say the same."""
