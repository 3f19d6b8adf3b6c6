"""Running examples: isolated, limited, in order, and only what is stale."""
