"""One project as it lies on disk: its settings, pages, examples, records, glossary and labs."""
