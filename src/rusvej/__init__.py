"""rusvej: two municipal documents on young people and substances, made executable."""

__version__ = "0.1.0"
