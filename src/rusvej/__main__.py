"""``python -m rusvej`` does what the command ``rusvej`` does."""

from rusvej.cli import main

if __name__ == "__main__":
    main()
