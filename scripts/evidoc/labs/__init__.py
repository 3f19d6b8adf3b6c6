"""Labs: experiments as notebooks, recorded with the outputs of a real Jupyter kernel.

A lab is an example in jupytext's percent format. It has what every example has (translations,
settings, a digest, a record), and in place of printed text the outputs of its cells. Its notebook
lies among the pages of a language and is one of them.
"""
