"""One file of terms for the glossary page and the search of every language."""
