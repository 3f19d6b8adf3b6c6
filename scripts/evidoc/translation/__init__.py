"""The texts of the examples in every language: gettext catalogs, and where they apply."""
