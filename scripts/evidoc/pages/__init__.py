"""Pages as an author writes them: blocks, claims, numerals, links."""
