"""In an editor that reads the schema, a coordinator has completion, explanations and mistakes while
typing: the YAML language server (of the YAML extension of VS Code) is asked.

`npm install -g yaml-language-server` puts it on the PATH; where it is not, these tests skip.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rusvej.app.schema import FILE, as_text, schema_of

SERVER = shutil.which("yaml-language-server")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SERVER is None, reason="yaml-language-server is not on the PATH"),
]

OFFERS = f"""# yaml-language-server: $schema={FILE}
offers:
  - id: samtaler
    access: {{kind: direkte}}
{" " * 4}
"""


class Server:
    """The language server, spoken to over its standard input and output."""

    def __init__(self, folder: Path) -> None:
        assert SERVER is not None
        self._process = subprocess.Popen(
            [SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        self._last = 0
        self.published: dict[str, list[dict[str, Any]]] = {}
        root = folder.as_uri()
        self.ask("initialize", {"processId": None, "rootUri": root, "capabilities": {}})
        self.tell("initialized", {})
        settings = {"yaml": {"validate": True, "hover": True, "completion": True}}
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def tell(self, method: str, params: Any, **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request; what the server asks in between is answered with nothing."""
        self._last += 1
        self.tell(method, params, id=self._last)
        while (message := self._read()).get("id") != self._last or "method" in message:
            self._take(message)
        return message["result"]

    def mistakes(self, uri: str) -> list[str]:
        """The mistakes published for a file, waited for."""
        while not self.published.get(uri):
            self._take(self._read())
        return [found["message"] for found in self.published[uri]]

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.published[params["uri"]] = params["diagnostics"]
        elif "method" in message and "id" in message:
            body = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": [None]}).encode()
            assert self._process.stdin is not None
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        assert length, "the server has ended"
        found: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server that has opened a file with half an offer."""
    folder = tmp_path_factory.mktemp("regelsaet")
    (folder / FILE).write_text(as_text(schema_of()), encoding="utf-8")
    file = folder / "offers.yaml"
    file.write_text(OFFERS, encoding="utf-8")
    server = Server(folder)
    document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": OFFERS}
    server.tell("textDocument/didOpen", {"textDocument": document})
    yield server, file.as_uri()
    server.end()


def at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    }


def test_a_field_is_explained(opened: tuple[Server, str]) -> None:
    server, uri = opened
    hover = server.ask("textDocument/hover", at(uri, 3, 6))
    assert "Vejen ind: om nogen skal afgøre noget først" in hover["contents"]["value"]


def test_fields_are_proposed(opened: tuple[Server, str]) -> None:
    server, uri = opened
    found = server.ask("textDocument/completion", at(uri, 4, 4))
    labels = {item["label"] for item in found["items"]}
    assert {"name", "levels", "criteria", "contact", "details", "if"} <= labels
    told = {item["label"]: str(item.get("documentation")) for item in found["items"]}
    assert "Hvem der henvender sig til hvem." in told["contact"]


def test_mistakes_are_shown(opened: tuple[Server, str]) -> None:
    server, uri = opened
    told = " ".join(server.mistakes(uri))
    assert "direct" in told
    assert "summary" in told
