"""Records in, text out. Renderers make the sentences; they never fetch and never compute an
answer."""
