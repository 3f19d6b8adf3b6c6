"""What an example produced, as files: the record, its figures, its downloads."""
