"""All cases at once: what the rules say over many cases, and whether that is what somebody
expected."""
