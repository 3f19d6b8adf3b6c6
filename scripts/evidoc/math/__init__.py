"""Formulas as a reader sees them: MathML, and the font that draws it."""
