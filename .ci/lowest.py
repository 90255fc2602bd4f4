"""Prints the lowest allowed version of every direct dependency, as constraints for pip.

python .ci/lowest.py > lowest.txt && pip install '.[test]' --constraint lowest.txt
"""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))

if __name__ == "__main__":
    extras = PROJECT["project"]["optional-dependencies"]
    for line in (*PROJECT["project"]["dependencies"], *extras["test"]):
        if found := re.match(r"([\w.-]+)(?:\[[^]]*\])?>=([\w.]+)", line):
            print(f"{found[1]}=={found[2]}")
