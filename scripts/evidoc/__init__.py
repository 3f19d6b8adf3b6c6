"""Static documentation whose every number was computed by an example that ran."""
