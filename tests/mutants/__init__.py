"""Mutation proof: change one thing at a time and see that a check finds it.

Page sources, records, code and translations each have a module that lists their mutants and one
that tells whether a mutant is found; ``python -m mutants`` runs them and lists the survivors.
"""
