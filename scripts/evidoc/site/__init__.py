"""The site around the pages: its languages, its live server, its assets."""
