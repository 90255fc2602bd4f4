"""One module for each format of the data files that has been left behind: what brings a rulebook on
from it to the next."""
