"""All cases at once: the decision space, and what can be proved over the whole of it."""
