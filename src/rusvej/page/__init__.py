"""The guide as one file that needs no server: the rules as diagrams, the texts, and small scripts
that walk the one and draw the other."""
