"""The examples as an author writes them: files, settings, regions, imports, results in comments."""
