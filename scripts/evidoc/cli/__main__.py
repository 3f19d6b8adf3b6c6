"""``python -m evidoc.cli``, where the command itself is not on the path."""

from evidoc.cli import main

if __name__ == "__main__":
    main()
