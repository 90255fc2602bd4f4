"""One case explained: why an answer is as it is, what is certain, what would change it, what to ask
next. Everything is read off the nodes of `rusvej.compiled`."""
