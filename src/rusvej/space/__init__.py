"""All cases at once: for every piece of an answer a node over the partial cases, "unknown" being
one more value of each fact."""

from rusvej.space.space import Space
