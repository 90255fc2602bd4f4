"""Loads a rulebook from a folder of YAML files. It never judges what a rulebook says; that is
`checks`."""

from rusvej.store.folder import data_folder
from rusvej.store.load import Loaded, inspect_folder, load_rulebook
